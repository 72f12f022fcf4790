package dev.lakehouse.cli;

import dev.lakehouse.cli.json.JsonValues;
import dev.lakehouse.cli.screen.Outlet;

/** One JSON value that is all of an answer. */
final class JsonDocument {
    private JsonDocument() {}

    static void print(Object value, Outlet outlet) {
        try (JsonValues json = new JsonValues(outlet.asWriter())) {
            json.line(value);
        }
    }
}
