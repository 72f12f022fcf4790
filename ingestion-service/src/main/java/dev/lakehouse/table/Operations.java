package dev.lakehouse.table;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import io.delta.standalone.Operation;

/** How a commit describes itself (Delta protocol, "Commit Provenance Information"). */
final class Operations {
    private Operations() {}

    /** Its description, with {@code mark}, which no other commit has: it makes contents differ and a commit findable. */
    static Operation of(TableChange change, String mark) {
        Operation.Name name = name(change.operation());
        Map<String, String> parameters = new HashMap<>();
        change.parameters().forEach((key, value) -> parameters.put(key, Json.quote(value)));
        if (name == Operation.Name.MANUAL_UPDATE) {
            parameters.put(LogEntry.OPERATION_PARAMETER, Json.quote(change.operation()));
        }
        Map<String, String> metrics = new HashMap<>();
        change.metrics().forEach((key, value) -> metrics.put(key, Long.toString(value)));
        return new Operation(name, parameters, metrics, Optional.of(mark));
    }

    private static Operation.Name name(String operation) {
        for (Operation.Name name : Operation.Name.values()) {
            if (name.name().equals(operation) || name.toString().equals(operation)) {
                return name;
            }
        }
        return Operation.Name.MANUAL_UPDATE;
    }
}
