package dev.lakehouse.engine.duckdb;

import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.lakehouse.config.pipeline.Rule.Action;
import dev.lakehouse.engine.ProvenanceColumns;
import dev.lakehouse.engine.QuarantineSchema;
import dev.lakehouse.engine.RefineWork;
import dev.lakehouse.schema.Column;

/** The query for the rows of a silver table's quarantine: what was refused, by which rules, why and where it came from. */
final class QuarantineSelect {
    private QuarantineSelect() {}

    /** @param flag the column of {@code bad} that says whether the check of that number is broken */
    static String of(RefineWork work, List<SilverCheck> checks, IntFunction<String> flag, String condition) {
        String source = ProvenanceColumns.SOURCE_FILE;
        String rule = joined(checks, flag, check -> Sql.text(check.label()));
        String reason = joined(checks, flag, SilverCheck::reason);
        return "select " + rule + " as " + QuarantineSchema.RULE + ", " + reason + " as " + QuarantineSchema.REASON
                + ", b." + source + ", b.__place + b.__header + coalesce(lines.__refused, 0) as " + QuarantineSchema.ROW
                + ", " + work.batch()
                + "::bigint as " + ProvenanceColumns.BATCH + ", " + Literals.timestamp(work.plannedAt()) + " as "
                + QuarantineSchema.QUARANTINED_AT + ", " + record(work) + " as " + QuarantineSchema.RECORD
                + " from (" + placed(work, condition) + ") b asof left join (" + refused(work)
                + ") lines on lines.__lines_file = b."
                + source + " and lines.__lines_batch = b." + ProvenanceColumns.BATCH
                + " and lines.__rows_before < b.__place"
                + " join (" + typed(work)
                + ") t on t.__file = b.__file and t.__row = b.__row and t.__ordinal = b.__ordinal"
                + " order by b.__file, b.__row";
    }

    /** The bad rows with all that bronze has of them, and their place among the rows of their file, from 1. */
    private static String placed(RefineWork work, String condition) {
        String source = ProvenanceColumns.SOURCE_FILE;
        return "select bad.* exclude (__file, __row), l.*, l.__row - starts.first + 1 as __place, "
                + (work.headers() ? 1 : 0) + " as __header from (select * from bad where " + condition
                + ") bad join landed l on l.__file = bad.__file and l.__row = bad.__row"
                + " join (" + starts() + ") starts on starts.__file = l.__file and starts." + source
                + " is not distinct from l." + source + " and starts." + ProvenanceColumns.BATCH
                + " is not distinct from l." + ProvenanceColumns.BATCH;
    }

    /** Where a landing file's rows begin in each data file; if that is not its first, before this one by those of the others. */
    private static String starts() {
        String file = ProvenanceColumns.SOURCE_FILE + ", " + ProvenanceColumns.BATCH;
        return "select __file, " + file + ", min(__row) - coalesce(sum(count(*)) over (partition by " + file
                + " order by __file rows between unbounded preceding and 1 preceding), 0)::bigint as first from landed"
                + " group by __file, " + file;
    }

    /** The typed rows, none of whose columns is called as one of bronze's may be. */
    private static String typed(RefineWork work) {
        return work.table().columns().stream()
                .map(column -> ", " + Sql.name(column.name()) + " as " + Sql.name(SilverCheck.inReason(column.name())))
                .collect(Collectors.joining("", "select __file, __row, __ordinal", " from typed"));
    }

    /** By file, behind how many of its rows how many of its lines stand that are no rows. */
    private static String refused(RefineWork work) {
        return "select file as __lines_file, batch as __lines_batch, place - nth as __rows_before,"
                + " max(nth) as __refused from (select "
                + ProvenanceColumns.SOURCE_FILE + " as file, " + ProvenanceColumns.BATCH + " as batch, "
                + QuarantineSchema.ROW + " - " + (work.headers() ? 1 : 0)
                + " as place, row_number() over (partition by "
                + ProvenanceColumns.SOURCE_FILE + ", " + ProvenanceColumns.BATCH + " order by " + QuarantineSchema.ROW
                + ") as nth from " + TableRelation.of(work.refused().get()) + " where " + QuarantineSchema.ROW
                + " is not null) group by all";
    }

    private static String joined(
            List<SilverCheck> checks, IntFunction<String> flag, Function<SilverCheck, String> part) {
        return IntStream.range(0, checks.size())
                .filter(i -> checks.get(i).action() != Action.WARN)
                .mapToObj(i -> "case when " + flag.apply(i) + " then " + part.apply(checks.get(i)) + " end")
                .collect(Collectors.joining(", ", "concat_ws('; ', ", ")"));
    }

    /** The bronze row with its own provenance: a replay needs all of it. */
    private static String record(RefineWork work) {
        return work.bronze().schema().columns().stream()
                .map(Column::name)
                .map(name -> Sql.name(name) + " := b." + Sql.name(name))
                .collect(Collectors.joining(", ", "to_json(struct_pack(", "))::varchar"));
    }
}
