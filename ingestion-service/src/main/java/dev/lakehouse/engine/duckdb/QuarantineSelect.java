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
                + ", b." + source + ", b.__row - starts.first + 1 as " + QuarantineSchema.ROW + ", " + work.batch()
                + "::bigint as " + ProvenanceColumns.BATCH + ", " + Literals.timestamp(work.plannedAt()) + " as "
                + QuarantineSchema.QUARANTINED_AT + ", " + record(work) + " as " + QuarantineSchema.RECORD
                + " from (select * from bad where " + condition + ") join landed b using (__file, __row)"
                + " join typed t using (__file, __row, __ordinal)"
                + " join (" + starts() + ") starts on starts.__file = b.__file and starts." + source
                + " is not distinct from b." + source + " and starts." + ProvenanceColumns.BATCH
                + " is not distinct from b." + ProvenanceColumns.BATCH + " order by b.__file, b.__row";
    }

    /** Where a landing file's rows begin in each data file; if that is not its first, before this one by those of the others. */
    private static String starts() {
        String file = ProvenanceColumns.SOURCE_FILE + ", " + ProvenanceColumns.BATCH;
        return "select __file, " + file + ", min(__row) - coalesce(sum(count(*)) over (partition by " + file
                + " order by __file rows between unbounded preceding and 1 preceding), 0)::bigint as first from landed"
                + " group by __file, " + file;
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
