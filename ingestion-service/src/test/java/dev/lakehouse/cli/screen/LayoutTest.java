package dev.lakehouse.cli.screen;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LayoutTest {
    private static final List<Heading> HEADINGS =
            List.of(Heading.text("name"), Heading.number("amount"), Heading.text("note"));

    @Test
    void numbersStandAtTheRightAndTextsAtTheLeft() {
        Page page = Page.pipe();
        TextTable table = new TextTable(HEADINGS);
        table.row("a", "1", "x");
        table.row("bcdefg", "1,234,567", "y");

        table.print(page.outlet());

        assertThat(page.lines())
                .containsExactly(
                        "name       amount  note",
                        "──────  ─────────  ────",
                        "a               1  x",
                        "bcdefg  1,234,567  y");
    }

    @Test
    void theLongestTextsAreCutFirstAndNumbersNever() {
        List<List<Cell>> rows = List.of(cells("Conceição", "12345678901234567890", "a".repeat(100)));

        Layout layout = Layout.fit(HEADINGS, rows, 50, true);

        assertThat(layout.hidden()).isEmpty();
        assertThat(layout.row(rows.get(0), Page.pipe().outlet()))
                .isEqualTo("Conceição  12345678901234567890  aaaaaaaaaaaaaaaa…")
                .hasSizeLessThanOrEqualTo(50);
    }

    @Test
    void columnsForWhichThereIsNoRoomAreLeftOutAndNamed() {
        List<Heading> many =
                List.of(Heading.number("one"), Heading.number("two"), Heading.number("three"), Heading.number("four"));
        List<List<Cell>> rows = List.of(cells("1".repeat(20), "2".repeat(20), "3".repeat(20), "4"));

        Layout layout = Layout.fit(many, rows, 50, true);

        assertThat(layout.hidden()).extracting(Heading::title).containsExactly("three", "four");
        assertThat(layout.row(rows.get(0), Page.pipe().outlet())).isEqualTo("1".repeat(20) + "  " + "2".repeat(20));
    }

    @Test
    void widthIsThatOfTheTerminalNotOfTheCharacters() {
        Page page = Page.pipe();
        TextTable table = new TextTable(Heading.text("a"), Heading.text("b"));
        table.row("日本", "|");
        table.row("ab", "|");
        table.row("e\u0301e\u0301", "|");

        table.print(page.outlet());

        assertThat(page.lines()).contains("日本  |", "ab    |", "e\u0301e\u0301    |");
        assertThat(DisplayWidth.cut("日本語テキスト", 6)).isEqualTo("日本…");
    }

    @Test
    void controlCharactersReachNoTerminal() {
        assertThat(Cell.of("a\nb\tc\u001b[31md\u0085").text()).isEqualTo("a\\nb\\tc\\u001b[31md\\u0085");
    }

    @Test
    void colourTakesNoRoom() {
        Page page = Page.colorful();
        TextTable table = new TextTable(Heading.text("a"), Heading.text("b"));
        table.row(List.of(Cell.NULL, Cell.of("x")));

        table.print(page.outlet());

        assertThat(page.lines().get(2)).isEqualTo("\u001b[2mNULL\u001b[0m  x");
    }

    private static List<Cell> cells(String... texts) {
        return List.of(texts).stream().map(Cell::of).toList();
    }
}
