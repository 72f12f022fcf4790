package dev.lakehouse.config.yaml;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.failure.Problem;
import dev.lakehouse.failure.Suggestion;

/** One value of a YAML file. Its readers report a value of another kind, and then answer that there is none. */
public final class YamlValue {
    private final YamlFile file;
    private final JsonPointer at;
    private final JsonNode node;

    YamlValue(YamlFile file, JsonPointer at, JsonNode node) {
        this.file = file;
        this.at = at;
        this.node = node;
    }

    /** The words that a file uses for an enum's constants: {@code ingest-again}. */
    public static <E extends Enum<E>> List<String> labels(Class<E> type) {
        return Arrays.stream(type.getEnumConstants()).map(YamlValue::label).toList();
    }

    private static String label(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Where it stands, as users say it: {@code silver.pedidos.rules, entry 2}. */
    public String name() {
        StringBuilder name = new StringBuilder();
        for (JsonPointer part = at; !part.matches(); part = part.tail()) {
            if (part.mayMatchElement()) {
                name.append(", entry ").append(part.getMatchingIndex() + 1);
            } else {
                name.append(name.isEmpty() ? "" : ".").append(part.getMatchingProperty());
            }
        }
        return name.isEmpty() ? "the file" : name.toString();
    }

    /** The file that it stands in. */
    public Path path() {
        return file.path();
    }

    /** The line of it, or of its key, counted from 1. */
    public int line() {
        return file.line(at);
    }

    /** Reports that it is wrong. */
    public void report(String what, String why, String fix) {
        file.report(line(), what, why, fix);
    }

    /** Reports that it works, but may surprise. */
    public void warn(String what, String why, String fix) {
        file.problems().warn(new Problem(file.path().toString(), line(), what, why, fix));
    }

    /** Whether it is a text. */
    public boolean isText() {
        return node.isTextual();
    }

    /** Whether it is a mapping. */
    public boolean isSection() {
        return node.isObject();
    }

    /** The text, which may be empty. */
    public Optional<String> text() {
        if (isText()) {
            return Optional.of(node.textValue());
        }
        if (node.isValueNode()) {
            wrongKind("a text", "put it in quotes");
        } else {
            wrongKind("a text", "write one text");
        }
        return Optional.empty();
    }

    /** The text, which holds more than blanks. */
    public Optional<String> words() {
        Optional<String> text = text();
        if (text.isPresent() && text.get().isBlank()) {
            report(name() + " is blank", "a text is needed", "write it, or remove the key");
            return Optional.empty();
        }
        return text;
    }

    /** What {@code parser} makes of the text; a failure that it throws is reported. */
    public <T> Optional<T> parse(Function<String, T> parser) {
        Optional<String> text = words();
        try {
            return text.map(parser);
        } catch (LakehouseException e) {
            report(name() + ": " + e.what(), e.why(), e.fix());
            return Optional.empty();
        }
    }

    /** The constant whose label the text is. */
    public <E extends Enum<E>> Optional<E> choice(Class<E> type) {
        return oneOf(labels(type))
                .map(text -> type.getEnumConstants()[labels(type).indexOf(text)]);
    }

    /** The text, which is one of {@code valid}. */
    public Optional<String> oneOf(List<String> valid) {
        Optional<String> text = words();
        if (text.isPresent() && !valid.contains(text.get())) {
            report(
                    name() + " cannot be '" + text.get() + "'",
                    "it is one of " + String.join(", ", valid),
                    Suggestion.didYouMean(text.get(), valid, "write one of them"));
            return Optional.empty();
        }
        return text;
    }

    /** True or false. */
    public Optional<Boolean> flag() {
        if (!node.isBoolean()) {
            wrongKind("true or false", "write true or false, without quotes");
            return Optional.empty();
        }
        return Optional.of(node.booleanValue());
    }

    /** A whole number between two bounds, both included. */
    public Optional<Integer> number(int least, int most) {
        if (!node.isIntegralNumber()) {
            wrongKind("a whole number", "write a number from " + least + " to " + most + ", without quotes");
            return Optional.empty();
        }
        if (!node.canConvertToInt() || node.intValue() < least || node.intValue() > most) {
            report(
                    name() + " is " + node,
                    "it must be from " + least + " to " + most,
                    "write a number within these bounds");
            return Optional.empty();
        }
        return Optional.of(node.intValue());
    }

    /** A number between two bounds, both included. */
    public Optional<Double> decimal(double least, double most) {
        if (!node.isNumber()) {
            wrongKind("a number", "write a number such as 0.001, without quotes");
            return Optional.empty();
        }
        if (!(node.doubleValue() >= least && node.doubleValue() <= most)) {
            String bounds = "from " + plain(least) + " to " + plain(most);
            report(name() + " is " + node.asText(), "it must be " + bounds, "write a number within these bounds");
            return Optional.empty();
        }
        return Optional.of(node.doubleValue());
    }

    private static String plain(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }

    /** The text or number as it would stand in an environment variable. */
    public Optional<String> scalar() {
        return node.isNumber() ? Optional.of(node.asText()) : words();
    }

    /** The mapping, which has keys. */
    public Optional<YamlSection> section() {
        if (node instanceof ObjectNode mapping) {
            if (!mapping.isEmpty()) {
                return Optional.of(new YamlSection(file, at, mapping));
            }
            report(name() + " is empty", "it needs at least one key", "fill it, or remove it");
        } else {
            wrongKind("a mapping", "write lines of the form 'key: value' below it");
        }
        return Optional.empty();
    }

    /** The list's entries. */
    public List<YamlValue> entries() {
        if (!node.isArray()) {
            wrongKind("a list", "write [a, b], or lines that start with '- '");
            return List.of();
        }
        return IntStream.range(0, node.size())
                .mapToObj(index -> new YamlValue(file, at.appendIndex(index), node.get(index)))
                .toList();
    }

    /** The list's entries, or this value alone where no list stands. */
    public List<YamlValue> entriesOrSelf() {
        return node.isArray() ? entries() : List.of(this);
    }

    private void wrongKind(String wanted, String fix) {
        report(name() + " is " + kind() + ", not " + wanted, "that is how YAML reads what stands there", fix);
    }

    private String kind() {
        return switch (node.getNodeType()) {
            case ARRAY -> "a list";
            case OBJECT -> "a mapping";
            case NUMBER -> "a number";
            case BOOLEAN -> "true or false";
            case NULL, MISSING -> "nothing";
            case STRING -> "a text";
            case BINARY, POJO -> "no plain value";
        };
    }
}
