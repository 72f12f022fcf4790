package dev.lakehouse.journey;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.lakehouse.config.pipeline.ChangedKeys;
import dev.lakehouse.config.pipeline.GoldTable;
import dev.lakehouse.engine.Engine;
import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.failure.Suggestion;
import dev.lakehouse.schema.Column;
import dev.lakehouse.schema.ColumnType;
import dev.lakehouse.schema.ColumnType.Decimal;
import dev.lakehouse.schema.ColumnType.Primitive;
import dev.lakehouse.schema.TableName;
import dev.lakehouse.schema.TableSchema;

/**
 * Checks that the keys which a change of an input touches can be gold's keys: as many columns, and of types whose values stay
 * what they are. Of other types they would be cast without a word and meet no row, so that gold stays as it was.
 */
final class CheckChangedKeys {
    private final Engine engine;
    private final GoldTable table;
    private final TableSchema gold;

    CheckChangedKeys(Engine engine, GoldTable table, TableSchema gold) {
        this.engine = engine;
        this.table = table;
        this.gold = gold;
    }

    void check(TableName input, ChangedKeys keys, Map<TableName, TableSchema> known) {
        List<Column> given = keys instanceof ChangedKeys.Query query
                ? ofQuery(input, query, known)
                : ofColumns(input, (ChangedKeys.Columns) keys, known);
        for (int i = 0; i < given.size(); i++) {
            String name = table.key().get(i);
            ColumnType wanted = gold.find(name).orElseThrow().type();
            if (!keepsValues(given.get(i).type(), wanted)) {
                throw unfit(input, given.get(i), new Column(name, wanted));
            }
        }
    }

    private static List<Column> ofColumns(
            TableName input, ChangedKeys.Columns keys, Map<TableName, TableSchema> known) {
        TableSchema schema = known.get(input);
        return schema == null
                ? List.of()
                : keys.columns().stream()
                        .map(name -> schema.find(name).orElseThrow(() -> missing(input, name, schema)))
                        .toList();
    }

    /** In such a query {@code changed} has the input's columns. */
    private List<Column> ofQuery(TableName input, ChangedKeys.Query query, Map<TableName, TableSchema> known) {
        TableSchema keys;
        try {
            keys = engine.describe("with changed as (from " + input + ") select * from (" + query.sql() + "\n)", known);
        } catch (LakehouseException e) {
            throw new LakehouseException(
                    e.kind(),
                    e.code(),
                    what(input) + " does not compile",
                    SqlFiles.reason(e),
                    "correct the query in pipeline.yml",
                    e);
        }
        if (keys.columns().size() != table.key().size()) {
            throw new LakehouseException(
                    FailureKind.USER,
                    "SQL_INVALID",
                    what(input) + " yields " + keys.columns().size() + " columns",
                    "the key has " + table.key().size() + ": " + String.join(", ", table.key()),
                    "select the key's columns, in its order");
        }
        return keys.columns();
    }

    private String what(TableName input) {
        return "changed_keys of " + table.table() + ": the query for " + input;
    }

    /** Whether a value, cast from one type to the other, is the same one, or the cast fails aloud. */
    private static boolean keepsValues(ColumnType given, ColumnType key) {
        Optional<Integer> from = scale(given);
        Optional<Integer> to = scale(key);
        return given.equals(key)
                || (from.isPresent() && to.isPresent() && from.get() <= to.get())
                || (given == Primitive.REAL && key == Primitive.DOUBLE)
                || (given == Primitive.DATE && key == Primitive.TIMESTAMP);
    }

    /** The decimals of an exact number. */
    private static Optional<Integer> scale(ColumnType type) {
        if (type instanceof Decimal decimal) {
            return Optional.of(decimal.scale());
        }
        boolean whole = type == Primitive.TINYINT
                || type == Primitive.SMALLINT
                || type == Primitive.INTEGER
                || type == Primitive.BIGINT;
        return whole ? Optional.of(0) : Optional.empty();
    }

    private LakehouseException unfit(TableName input, Column given, Column key) {
        return new LakehouseException(
                FailureKind.USER,
                "CHANGED_KEYS_UNFIT",
                "changed_keys of " + table.table() + ": " + input + " gives " + given.name() + " as " + given.type()
                        + ", and the key's " + key.name() + " is " + key.type(),
                "one is cast to the other without a word, and a changed row may then meet none of gold's",
                "make them of one type: in silver, in " + table.sql().path().getFileName()
                        + ", or by a query in changed_keys that casts as it does");
    }

    private static LakehouseException missing(TableName input, String name, TableSchema schema) {
        return new LakehouseException(
                FailureKind.USER,
                "KEY_MISSING",
                "changed_keys names " + name + ", a column that " + input + " does not have",
                "it has " + String.join(", ", schema.names()),
                Suggestion.didYouMean(name, schema.names(), "name one of them"));
    }
}
