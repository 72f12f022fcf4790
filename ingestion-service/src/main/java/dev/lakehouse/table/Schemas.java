package dev.lakehouse.table;

import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.lakehouse.schema.Column;
import dev.lakehouse.schema.ColumnType;
import dev.lakehouse.schema.TableName;
import dev.lakehouse.schema.TableSchema;
import io.delta.standalone.OptimisticTransaction;
import io.delta.standalone.actions.Metadata;
import io.delta.standalone.types.StructType;

/**
 * Gives a table its schema, or the columns that it lacks; everything else about it stays as it is. Columns get another type where
 * the same commit replaces every file: readers of earlier versions have the schema of those.
 */
final class Schemas {
    private static final Pattern ILLEGAL = Pattern.compile("[ ,;{}()\\n\\t=]");

    private Schemas() {}

    static void update(TableName table, OptimisticTransaction transaction, TableChange change) {
        TableSchema wanted = change.schema();
        wanted.columns().forEach(column -> checkName(table, column));
        if (transaction.readVersion() == TableSnapshot.NO_VERSION) {
            transaction.updateMetadata(Metadata.builder()
                    .schema(SchemaConversion.toDelta(wanted))
                    .createdTime(System.currentTimeMillis())
                    .build());
            return;
        }
        Metadata metadata = transaction.metadata();
        StructType schema = metadata.getSchema();
        if (change.replacesEverything()) {
            TableSchema before = SchemaConversion.fromDelta(schema);
            TableSchema replaced = before.replacedBy(wanted.columns());
            if (!replaced.equals(before)) {
                transaction.updateMetadata(metadata.copyBuilder()
                        .schema(SchemaConversion.toDelta(replaced, schema))
                        .build());
            }
            return;
        }
        StructType extended = schema;
        Map<String, Column> present = SchemaConversion.fromDelta(schema).columns().stream()
                .collect(Collectors.toMap(column -> folded(column.name()), Function.identity()));
        for (Column column : wanted.columns()) {
            Column before = present.get(folded(column.name()));
            if (before == null) {
                extended = extended.add(SchemaConversion.toDelta(column));
            } else {
                checkSame(table, before, column);
            }
        }
        if (extended.length() > schema.length()) {
            transaction.updateMetadata(metadata.copyBuilder().schema(extended).build());
        }
    }

    private static void checkSame(TableName table, Column before, Column column) {
        if (!before.name().equals(column.name())) {
            throw TableFailures.schemaMismatch(
                    table,
                    "they have a column " + column.name() + ", and it has " + before.name()
                            + ", which most engines take for the same");
        }
        if (!before.type().equals(column.type())) {
            throw TableFailures.schemaMismatch(
                    table, "their column " + column.name() + " is " + column.type() + ", its own is " + before.type());
        }
    }

    private static void checkName(TableName table, Column column) {
        if (column.name().isEmpty() || ILLEGAL.matcher(column.name()).find()) {
            throw TableFailures.columnName(table, column.name());
        }
        checkNested(table, column.type());
    }

    private static void checkNested(TableName table, ColumnType type) {
        if (type instanceof ColumnType.Struct struct) {
            struct.fields().forEach(field -> checkName(table, field));
        } else if (type instanceof ColumnType.Array array) {
            checkNested(table, array.element());
        } else if (type instanceof ColumnType.Map map) {
            checkNested(table, map.key());
            checkNested(table, map.value());
        }
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
