package dev.lakehouse.cli;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import dev.lakehouse.cli.screen.Amounts;
import dev.lakehouse.cli.screen.Outlet;
import dev.lakehouse.generate.Made;

/** Shows what was made. */
final class MadeScreen {
    private final Context context;
    private final Generation generation;

    MadeScreen(Generation generation, Context context) {
        this.context = context;
        this.generation = generation;
    }

    void show(Made made, LocalDate first, LocalDate last) {
        if (context.json()) {
            JsonDocument.print(json(made), context.out());
            return;
        }
        Outlet out = context.out();
        String things = new TreeMap<>(made.things())
                .entrySet().stream()
                        .map(thing -> Amounts.count(thing.getValue()) + " " + thing.getKey())
                        .collect(Collectors.joining(", "));
        out.line(things + ", from " + first + " to " + last + ".");
        out.line(generation.size(made.rows(), made.files(), made.filesWritten(), made.bytes()));
        long dirtyRows =
                made.dirt().values().stream().mapToLong(Long::longValue).sum();
        if (dirtyRows > 0) {
            out.line(Amounts.count(dirtyRows, "row is", "rows are")
                    + " dirty: silver mends some and quarantines the others.");
        }
        out.line();
        out.line(generation.next());
    }

    private Map<String, Object> json(Made made) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("landing", generation.landing());
        object.putAll(new TreeMap<>(made.things()));
        object.put("rows", made.rows());
        object.put("files", made.files());
        object.put("files_written", made.filesWritten());
        object.put("bytes", made.bytes());
        object.put("dirt", new TreeMap<>(made.dirt()));
        return object;
    }
}
