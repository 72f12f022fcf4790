package dev.lakehouse.config.pipeline;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.lakehouse.config.yaml.YamlSection;
import dev.lakehouse.config.yaml.YamlValue;
import dev.lakehouse.schema.ColumnType;
import dev.lakehouse.schema.ColumnType.Decimal;
import dev.lakehouse.schema.ColumnType.Primitive;

/**
 * Finds rules {@code references} whose column is of another type than the key that it refers to. An engine would cast one to
 * the other, and stop at the first value that cannot be.
 */
final class ReferenceTypes {
    private static final int DIGITS_OF_BIGINT = 19;

    private final YamlSection root;
    private final List<SilverTable> tables;

    ReferenceTypes(YamlSection root, List<SilverTable> tables) {
        this.root = root;
        this.tables = tables;
    }

    /** Reports each of them at its line. What is not known, because it is wrong itself, is passed over. */
    void check() {
        for (SilverTable table : tables) {
            for (Rule rule : table.rules()) {
                if (rule instanceof Rule.References references) {
                    check(table, references);
                }
            }
        }
    }

    private void check(SilverTable table, Rule.References rule) {
        Optional<SilverTable> target = tables.stream()
                .filter(candidate -> candidate.name().equals(rule.table()))
                .filter(candidate -> candidate.key().size() == 1)
                .findFirst();
        if (target.isEmpty()) {
            return;
        }
        String key = target.get().key().get(0);
        Optional<ColumnType> given = type(table, rule.column());
        Optional<ColumnType> wanted = type(target.get(), key);
        if (given.isEmpty() || wanted.isEmpty() || comparable(given.get(), wanted.get())) {
            return;
        }
        places(table, rule)
                .forEach(place -> place.report(
                        table.table() + "." + rule.column() + " cannot refer to "
                                + target.get().table() + "." + key,
                        "the one is " + given.get() + ", the other " + wanted.get()
                                + ", and no value of the one is surely a value of the other",
                        "make them of one type: " + rule.column() + " " + wanted.get() + ", or " + key + " "
                                + given.get()));
    }

    private static Optional<ColumnType> type(SilverTable table, String column) {
        return table.columns().stream()
                .filter(candidate -> candidate.name().equals(column))
                .map(SilverColumn::type)
                .findFirst();
    }

    /** Whether any values of the two can be compared. */
    private static boolean comparable(ColumnType left, ColumnType right) {
        if (left.equals(right)) {
            return true;
        }
        Optional<Decimal> one = exact(left);
        Optional<Decimal> other = exact(right);
        if (one.isPresent() && other.isPresent()) {
            int whole = Math.max(whole(one.get()), whole(other.get()));
            int scale = Math.max(one.get().scale(), other.get().scale());
            return whole + scale <= Decimal.MAX_PRECISION;
        }
        return (isNumber(left) && isNumber(right)) || (isTime(left) && isTime(right));
    }

    private static int whole(Decimal decimal) {
        return decimal.precision() - decimal.scale();
    }

    /** A number without a floating point, as a decimal that holds all of its values. */
    private static Optional<Decimal> exact(ColumnType type) {
        if (type instanceof Decimal decimal) {
            return Optional.of(decimal);
        }
        boolean whole = type == Primitive.TINYINT
                || type == Primitive.SMALLINT
                || type == Primitive.INTEGER
                || type == Primitive.BIGINT;
        return whole ? Optional.of(new Decimal(DIGITS_OF_BIGINT, 0)) : Optional.empty();
    }

    private static boolean isNumber(ColumnType type) {
        return exact(type).isPresent() || type == Primitive.REAL || type == Primitive.DOUBLE;
    }

    private static boolean isTime(ColumnType type) {
        return type == Primitive.DATE || type == Primitive.TIMESTAMP;
    }

    private Stream<YamlValue> places(SilverTable table, Rule.References rule) {
        return root.section("silver").flatMap(it -> it.section(table.name())).flatMap(it -> it.find("rules")).stream()
                .flatMap(rules -> rules.entries().stream())
                .flatMap(entry -> entry.section().flatMap(it -> it.section("references")).stream())
                .filter(it -> it.find("table").flatMap(YamlValue::text).equals(Optional.of(rule.table())))
                .flatMap(it -> it.find("column").stream())
                .filter(place -> place.text().equals(Optional.of(rule.column())));
    }
}
