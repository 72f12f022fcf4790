package dev.lakehouse.cli.screen;

import java.io.IOException;
import java.io.OutputStream;

import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class OutletTest {
    @Test
    void aReaderWhoHasHadEnoughIsNoFailure() {
        Outlet outlet = failing("Broken pipe");
        outlet.line("x");

        assertThatThrownBy(outlet::flush).isInstanceOf(ReaderGone.class);
    }

    @Test
    void aFullDiskIsOne() {
        Outlet outlet = failing("No space left on device");
        outlet.line("x");

        assertThatThrownBy(outlet::flush).isInstanceOfSatisfying(LakehouseException.class, failure -> {
            assertThat(failure.kind()).isEqualTo(FailureKind.EXTERNAL);
            assertThat(failure.why()).contains("No space left");
        });
    }

    @Test
    void aPipeGetsNeitherColourNorDrawings() {
        Outlet ascii = new Outlet(OutputStream.nullOutputStream(), new Terminal(false, false, false, 80));

        assertThat(ascii.styled(Style.RED, "x")).isEqualTo("x");
        assertThat(ascii.drawn("✓", "+")).isEqualTo("+");
    }

    private static Outlet failing(String message) {
        return new Outlet(
                new OutputStream() {
                    @Override
                    public void write(int b) throws IOException {
                        throw new IOException(message);
                    }
                },
                Terminal.NONE);
    }
}
