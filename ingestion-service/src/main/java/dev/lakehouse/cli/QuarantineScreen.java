package dev.lakehouse.cli;

import java.util.OptionalLong;

import dev.lakehouse.cli.rows.RowFormat;
import dev.lakehouse.cli.rows.RowPrinter;
import dev.lakehouse.cli.screen.Outlet;
import dev.lakehouse.engine.ProvenanceColumns;
import dev.lakehouse.engine.QuarantineSchema;
import dev.lakehouse.journey.QueryLake;
import dev.lakehouse.schema.TableName;

import static java.util.Objects.requireNonNull;

/** What a table refused: by rule, the most broken first, then row by row. */
final class QuarantineScreen {
    private final Outlet out;
    private final QueryLake lake;
    private final RowFormat format;

    /** Rows are shown as {@code format} has them. */
    QuarantineScreen(Outlet out, QueryLake lake, RowFormat format) {
        this.out = requireNonNull(out, "out is null");
        this.lake = requireNonNull(lake, "lake is null");
        this.format = requireNonNull(format, "format is null");
    }

    void show(TableName quarantine, OptionalLong limit) {
        summary(quarantine);
        out.line();
        rows(quarantine, limit);
    }

    /** The record is shown without the provenance that stands in other columns. */
    private void rows(TableName quarantine, OptionalLong limit) {
        print(
                """
                select
                    %s as reason,
                    %s as file,
                    %s as row,
                    regexp_replace(%s, ',?"%s":.*$', '}') as record
                from %s
                order by file, row%s
                """.formatted(
                                QuarantineSchema.REASON,
                                ProvenanceColumns.SOURCE_FILE,
                                QuarantineSchema.ROW,
                                QuarantineSchema.RECORD,
                                ProvenanceColumns.SOURCE_FILE,
                                quarantine,
                                limit.isPresent() ? " limit " + limit.getAsLong() : ""),
                format);
    }

    /** A row that broke two rules counts under both. */
    private void summary(TableName quarantine) {
        print("""
                select count(*) as rows, rule, min(reason) as "for example"
                from (
                    select
                        unnest(string_split(%s, '; ')) as rule,
                        unnest(string_split(%s, '; ')) as reason
                    from %s
                )
                where rule is not null
                group by rule
                order by rows desc, rule
                """.formatted(QuarantineSchema.RULE, QuarantineSchema.REASON, quarantine), RowFormat.FIGURE);
    }

    private void print(String sql, RowFormat form) {
        RowPrinter printer = form.printer(out);
        lake.sql(sql, printer);
        printer.finish();
    }
}
