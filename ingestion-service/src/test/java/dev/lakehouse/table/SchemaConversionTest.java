package dev.lakehouse.table;

import java.util.List;

import dev.lakehouse.schema.Column;
import dev.lakehouse.schema.ColumnType;
import dev.lakehouse.schema.TableSchema;
import io.delta.standalone.types.ArrayType;
import io.delta.standalone.types.DataType;
import io.delta.standalone.types.FieldMetadata;
import io.delta.standalone.types.IntegerType;
import io.delta.standalone.types.LongType;
import io.delta.standalone.types.MapType;
import io.delta.standalone.types.StringType;
import io.delta.standalone.types.StructField;
import io.delta.standalone.types.StructType;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SchemaConversionTest {
    @Test
    void whatAForeignSchemaSaysBesideTypesIsKeptAtAnyDepth() {
        StructType known = foreign(new IntegerType());
        TableSchema schema = SchemaConversion.fromDelta(known);

        assertThat(SchemaConversion.toDelta(schema, known)).isEqualTo(known);
        assertThat(SchemaConversion.toDelta(schema)).isNotEqualTo(known);
    }

    @Test
    void aRetypedFieldHasItsNewTypeAndAllElseOfBefore() {
        TableSchema wanted = SchemaConversion.fromDelta(foreign(new LongType()));

        assertThat(SchemaConversion.toDelta(wanted, foreign(new IntegerType()))).isEqualTo(foreign(new LongType()));
    }

    @Test
    void aNewColumnMayBeNull() {
        StructType known = foreign(new IntegerType());
        TableSchema wanted =
                SchemaConversion.fromDelta(known).plus(List.of(new Column("novo", ColumnType.Primitive.DATE)));

        StructType converted = SchemaConversion.toDelta(wanted, known);

        assertThat(converted.get("novo").isNullable()).isTrue();
        assertThat(converted.get("id")).isEqualTo(known.get("id"));
    }

    /** A column that is never null, and one whose fields, elements and values say more than their types. */
    private static StructType foreign(DataType inner) {
        StructType item = new StructType(new StructField[] {
            new StructField("sku", new StringType(), false, comment("what it is")),
            new StructField("n", inner, false, comment("how many"))
        });
        return new StructType(new StructField[] {
            new StructField("id", new LongType(), false, comment("the key")),
            new StructField("itens", new ArrayType(item, false), true, comment("what was bought")),
            new StructField("tags", new MapType(new StringType(), new ArrayType(inner, false), false), true)
        });
    }

    private static FieldMetadata comment(String text) {
        return FieldMetadata.builder().putString("comment", text).build();
    }
}
