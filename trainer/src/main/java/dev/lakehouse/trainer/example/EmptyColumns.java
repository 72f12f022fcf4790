package dev.lakehouse.trainer.example;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lakehouse.table.DataFile;
import dev.lakehouse.table.TableSnapshot;

/**
 * Finds columns without any value, by what the table's log says of its files (Delta protocol, "Per-file Statistics"): so nobody takes
 * the absence of a column for something that is known of every row.
 */
final class EmptyColumns {
    private static final JsonMapper JSON = new JsonMapper();

    private EmptyColumns() {}

    /** Throws {@code MODEL_COLUMN_EMPTY}, of kind data, where all files surely hold nulls alone. */
    static void check(TableSnapshot snapshot, String column) {
        if (snapshot.files().stream().allMatch(file -> isEmpty(file, column))) {
            throw ExampleFailures.columnEmpty(snapshot.table(), snapshot.version(), column);
        }
    }

    private static boolean isEmpty(DataFile file, String column) {
        if (file.statistics().isEmpty()) {
            return false;
        }
        try {
            JsonNode nulls = JSON.readTree(file.statistics()).path("nullCount").path(column);
            return nulls.isIntegralNumber() && nulls.longValue() == file.rows();
        } catch (JsonProcessingException e) {
            // Another writer's statistics are no JSON: then they say nothing.
            return false;
        }
    }
}
