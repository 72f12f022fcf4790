package dev.lakehouse.serve.run;

import java.util.Optional;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lakehouse.schema.TableName;
import dev.lakehouse.serve.json.Json;

/**
 * What a run does at this moment.
 *
 * @param table whose turn it is
 * @param activity what is being done to it, empty while files are looked for
 * @param fraction how much of that is done, 0 to 1
 * @param tables those that are done, as objects
 */
public record RunProgress(Optional<TableName> table, String activity, double fraction, ArrayNode tables) {
    ObjectNode json() {
        ObjectNode json = Json.object();
        json.put("table", table.map(TableName::toString).orElse(null));
        json.put("activity", activity);
        json.put("fraction", Math.max(0, Math.min(1, fraction)));
        return json;
    }
}
