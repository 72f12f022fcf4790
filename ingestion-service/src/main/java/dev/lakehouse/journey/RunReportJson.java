package dev.lakehouse.journey;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.lakehouse.stage.StageResult;

/** What a run did, for machines. */
public final class RunReportJson {
    private static final double MILLIS = 1_000;

    private RunReportJson() {}

    /** All of it. */
    public static Map<String, Object> of(RunReport report) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("pipeline", report.pipeline());
        object.put("complete", report.complete());
        object.put("seconds", seconds(report.elapsed()));
        object.put("results", report.results().stream().map(RunReportJson::of).toList());
        return object;
    }

    /** What it did to one table. */
    public static Map<String, Object> of(StageResult result) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("stage", result.stage().label());
        object.put("table", result.table().toString());
        object.put("control_key", result.controlKey().number());
        object.put("batches", result.batches());
        object.put("rows_in", result.rowsIn());
        object.put("rows_written", result.rowsWritten());
        object.put("rows_updated", result.rowsUpdated());
        object.put("rows_deleted", result.rowsDeleted());
        object.put("rows_superseded", result.rowsSuperseded());
        object.put("rows_quarantined", result.rowsQuarantined());
        object.put("files", result.files());
        object.put("bytes", result.bytes());
        object.put("seconds", seconds(result.elapsed()));
        object.put("version", result.version());
        object.put("notices", result.notices());
        object.put("problems", result.problems());
        return object;
    }

    private static double seconds(Duration time) {
        return time.toMillis() / MILLIS;
    }
}
