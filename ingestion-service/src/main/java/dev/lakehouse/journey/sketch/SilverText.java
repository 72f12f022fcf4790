package dev.lakehouse.journey.sketch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import dev.lakehouse.engine.Sampled;
import dev.lakehouse.journey.sketch.Sketch.SketchedSource;
import dev.lakehouse.schema.Column;
import dev.lakehouse.schema.ColumnType;
import dev.lakehouse.schema.ColumnType.Primitive;

import static java.util.Objects.requireNonNull;

/** The text of one silver table: its columns under names that every engine takes, and the key that looks like one. */
final class SilverText {
    private final SketchedSource source;
    private final Sampled sampled;

    /** By the name in bronze, the name in silver. */
    private final Map<String, String> names = new LinkedHashMap<>();

    SilverText(SketchedSource source) {
        this.source = requireNonNull(source, "source is null");
        this.sampled = source.sampled();
        LegalNames legal = new LegalNames();
        sampled.columns().forEach(column -> names.put(column.name(), legal.next(column.name(), "column")));
    }

    String text() {
        StringBuilder text = new StringBuilder("  " + source.name() + ":\n    from: " + source.name() + "\n");
        text.append(load());
        text.append("    columns:\n");
        sampled.columns().forEach(column -> text.append(column(column)));
        if (!sampled.key().isEmpty()) {
            text.append("    rules:\n      - not_null: ").append(key()).append('\n');
        }
        return text.toString();
    }

    private String load() {
        if (sampled.key().isEmpty()) {
            return "    load: append # no column looked like a key; with 'key: [...]' and 'load: upsert' a later row replaces"
                    + " an earlier one\n";
        }
        return "    key: " + key() + " # no two of " + String.format(Locale.ROOT, "%,d", sampled.rows())
                + " rows share it\n"
                + "    load: upsert # a later row of a key replaces an earlier one; 'append' keeps all\n"
                + sequence();
    }

    /** A time of change is not told from other times by looking, so it is only named. */
    private String sequence() {
        List<String> times = sampled.columns().stream()
                .filter(column -> column.type() == Primitive.TIMESTAMP || column.type() == Primitive.DATE)
                .map(column -> names.get(column.name()))
                .toList();
        return times.isEmpty()
                ? ""
                : "    # sequence: [" + times.get(times.size() - 1)
                        + "] # which row of a key is the later one; else the" + " one that lands later\n";
    }

    private String column(Column column) {
        String name = names.get(column.name());
        if (!isSilver(column.type())) {
            return "      # " + YamlText.of(column.name()) + " stays in bronze, for silver has no type " + column.type()
                    + "\n";
        }
        List<String> parts = new ArrayList<>();
        if (!name.equals(column.name())) {
            parts.add("from: " + YamlText.of(column.name()));
        }
        parts.add("type: " + type(column.type(), true));
        List<String> formats = sampled.formats().getOrDefault(column.name(), List.of());
        if (!formats.isEmpty()) {
            parts.add("formats: " + formats.stream().map(YamlText::of).collect(Collectors.joining(", ", "[", "]")));
        }
        if (sampled.decimalComma().contains(column.name())) {
            parts.add("decimal_comma: true");
        }
        String value = parts.size() == 1 ? type(column.type(), false) : "{ " + String.join(", ", parts) + " }";
        return "      " + YamlText.of(name) + ": " + value + "\n";
    }

    private String key() {
        return sampled.key().stream()
                .map(column -> YamlText.of(names.get(column)))
                .collect(Collectors.joining(", ", "[", "]"));
    }

    /** In braces a comma would end the type's name. */
    private static String type(ColumnType type, boolean inBraces) {
        String name = type.toString();
        return inBraces && name.contains(",") ? "\"" + name + "\"" : name;
    }

    private static boolean isSilver(ColumnType type) {
        if (type instanceof ColumnType.Array array) {
            return isSilver(array.element());
        }
        return !(type instanceof ColumnType.Struct) && !(type instanceof ColumnType.Map);
    }
}
