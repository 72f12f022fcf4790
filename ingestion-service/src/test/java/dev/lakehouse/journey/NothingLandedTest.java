package dev.lakehouse.journey;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** A source whose path is wrong does not say for ever that there is nothing new. */
class NothingLandedTest {
    @TempDir
    private Path folder;

    private TestLake lake;

    @BeforeEach
    void open() {
        lake = new TestLake(folder);
    }

    @AfterEach
    void close() {
        lake.close();
    }

    @Test
    void theNearestFolderIsNamed() {
        lake.land("shop/orders/1.csv", "id", "1");
        assertThat(notices("shop/oders/**"))
                .containsExactly("no file matches landing/shop/oders/**: there is no folder "
                        + lake.landing().resolve("shop/oders") + "; did you mean orders?");
    }

    @Test
    void whereOtherFilesAreOneIsNamed() {
        lake.land("shop/orders/1.csv", "id", "1");
        assertThat(notices("shop/orders/*.json")).singleElement().asString().contains("has other files, such as 1.csv");
    }

    @Test
    void aFolderThatIsNotThereIsNamed() {
        assertThat(notices("**")).singleElement().asString().contains(lake.landing() + " is empty");
    }

    @Test
    void aSourceThatHasHadFilesIsLeftInPeace() throws Exception {
        lake.land("shop/orders/1.csv", "id", "1");
        assertThat(notices("shop/orders/**")).isEmpty();
        Files.delete(lake.landing().resolve("shop/orders/1.csv"));
        assertThat(notices("shop/orders/**")).isEmpty();
    }

    @Test
    void aLinkThatLeadsNowhereIsSaid() throws Exception {
        lake.land("shop/orders/1.csv", "id", "1");
        Files.createSymbolicLink(lake.landing().resolve("shop/orders/2.csv"), folder.resolve("gone.csv"));
        Files.createSymbolicLink(lake.landing().resolve("shop/orders/3.txt"), folder.resolve("gone.txt"));
        assertThat(notices("shop/orders/*.csv"))
                .containsExactly("landing/shop/orders/2.csv is left alone: it is a link to a file that is not there");
    }

    private List<String> notices(String path) {
        return lake.run(lake.pipeline("pipeline: p\nsources: { t: { path: \"" + path + "\", format: csv } }\n"))
                .results()
                .get(0)
                .notices();
    }
}
