package dev.lakehouse.cli;

import java.util.Optional;
import java.util.OptionalLong;

import dev.lakehouse.cli.rows.RowFormat;
import picocli.CommandLine.Option;

/** In which form, and how many, of a table's rows are shown. */
final class RowOptions extends RowForm {
    private static final long PAGE = 20;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "At most so many rows, 0 for all. Else 20 on the screen, all as JSON or CSV.")
    private Optional<Long> limit = Optional.empty();

    /** The most rows, if there is a limit: a page where people read, unless they asked for more. */
    OptionalLong limit(Context context) {
        long page = format(context) == RowFormat.TABLE ? PAGE : 0;
        long most = limit.orElse(page);
        if (most < 0) {
            throw WrongArguments.meaningless(
                    "--limit is " + most,
                    "no table shows fewer than no rows",
                    "write how many rows at most, or 0 for all");
        }
        return most > 0 ? OptionalLong.of(most) : OptionalLong.empty();
    }
}
