package dev.lakehouse.engine;

import java.util.List;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lakehouse.engine.Condition.Operator;
import dev.lakehouse.table.DataFile;

/**
 * Tells by a data file's statistics (Delta protocol, "Per-file Statistics") that none of its rows meets some conditions. In
 * doubt a file is kept: what is missing, or may be understood in two ways, says nothing.
 */
public final class FileSkipping {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private FileSkipping() {}

    /** Whether a row of the file may meet all conditions. */
    public static boolean mayHold(DataFile file, List<Condition> conditions) {
        if (conditions.isEmpty() || file.statistics().isEmpty()) {
            return true;
        }
        try {
            JsonNode statistics = JSON.readTree(file.statistics());
            return conditions.stream().allMatch(condition -> mayHold(statistics, condition));
        } catch (JsonProcessingException e) {
            return true;
        }
    }

    private static boolean mayHold(JsonNode statistics, Condition condition) {
        JsonNode nulls = statistics.path("nullCount").path(condition.column().name());
        JsonNode rows = statistics.path("numRecords");
        if (condition.operator() == Operator.NULL) {
            return !nulls.isIntegralNumber() || nulls.longValue() > 0;
        }
        if (nulls.isIntegralNumber() && nulls.equals(rows)) {
            return false;
        }
        FileBounds bounds = FileBounds.of(statistics, condition.column());
        return condition.operator() == Operator.NOT_NULL
                || condition.values().stream().anyMatch(value -> bounds.mayHold(condition.operator(), value));
    }
}
