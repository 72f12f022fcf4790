package dev.lakehouse.config.pipeline;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.lakehouse.config.yaml.YamlSection;
import dev.lakehouse.config.yaml.YamlValue;
import dev.lakehouse.schema.ColumnType;
import dev.lakehouse.schema.ColumnType.Primitive;

/** Reads one column of a silver table, in its short or its long form. */
final class SilverColumnReader {
    private static final Set<ColumnType> TIMES = Set.of(Primitive.DATE, Primitive.TIMESTAMP);
    private static final Set<ColumnType> NOT_NUMBERS =
            Set.of(Primitive.STRING, Primitive.BOOLEAN, Primitive.DATE, Primitive.TIMESTAMP, Primitive.BINARY);

    private SilverColumnReader() {}

    /** Reads a column; {@code landed} are the columns that it can be made from, empty where only the files know them. */
    static Optional<SilverColumn> read(String name, YamlValue value, List<String> landed) {
        Names.legal(value, name);
        if (!value.isSection()) {
            checkFrom(value, name, landed);
            return type(value).map(type -> column(name, name, type, List.of(), false, Optional.empty()));
        }
        return value.section().flatMap(section -> read(name, section, landed));
    }

    private static Optional<SilverColumn> read(String name, YamlSection section, List<String> landed) {
        section.allow(Vocabulary.COLUMN);
        Optional<String> from = section.find("from").flatMap(YamlValue::words);
        Optional<String> expression = section.find("expr").flatMap(YamlValue::words);
        if (section.has("from") && section.has("expr")) {
            section.self()
                    .report(
                            section.self().name() + " has 'from' and 'expr'",
                            "a value comes from a column or from an expression",
                            "keep one; an expression can use the column's name");
        }
        if (!section.has("expr")) {
            checkFrom(section.find("from").orElse(section.self()), from.orElse(name), landed);
        }
        Optional<TypeParser.Parsed> type =
                section.require("type", "type: string").flatMap(SilverColumnReader::type);
        List<String> formats = section.find("formats")
                .map(value -> Names.list(
                        value,
                        format -> format.place().parse(DatePattern::parse).isPresent()))
                .orElse(List.of());
        boolean decimalComma =
                section.find("decimal_comma").flatMap(YamlValue::flag).orElse(false);
        type.ifPresent(parsed -> checkFit(section, parsed.type(), decimalComma));
        return type.map(parsed -> column(name, from.orElse(name), parsed, formats, decimalComma, expression));
    }

    private static SilverColumn column(
            String name,
            String from,
            TypeParser.Parsed type,
            List<String> formats,
            boolean decimalComma,
            Optional<String> expression) {
        return new SilverColumn(name, from, type.type(), formats, decimalComma, type.microseconds(), expression);
    }

    private static Optional<TypeParser.Parsed> type(YamlValue value) {
        Optional<TypeParser.Parsed> type = value.parse(TypeParser::parse);
        if (type.isPresent() && type.get().microseconds()) {
            value.warn(
                    value.name() + " keeps microseconds",
                    "Trino rounds them to milliseconds, and so may not rewrite the table",
                    "write timestamp, unless you need them");
        }
        return type;
    }

    private static void checkFrom(YamlValue place, String from, List<String> landed) {
        if (!landed.isEmpty() && landed.stream().noneMatch(from::equalsIgnoreCase)) {
            Names.known(place, from, "the source has no column", landed);
        }
    }

    private static void checkFit(YamlSection section, ColumnType type, boolean decimalComma) {
        if (!TIMES.contains(type)) {
            section.find("formats").ifPresent(place -> meaningless(place, type, "date or timestamp"));
        }
        if (decimalComma && (NOT_NUMBERS.contains(type) || type instanceof ColumnType.Array)) {
            section.find("decimal_comma")
                    .ifPresent(place -> meaningless(place, type, "decimal(12,2) or another number"));
        }
    }

    private static void meaningless(YamlValue place, ColumnType type, String wanted) {
        place.report(
                place.name() + " means nothing here", "the type is " + type, "remove it, or make the type " + wanted);
    }
}
