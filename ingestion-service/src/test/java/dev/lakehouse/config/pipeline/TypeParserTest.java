package dev.lakehouse.config.pipeline;

import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.schema.ColumnType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TypeParserTest {
    @ParameterizedTest
    @EnumSource
    void readsWhatTypesAreShownAs(ColumnType.Primitive type) {
        assertThat(TypeParser.parseType(type.toString())).isEqualTo(type);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "int | integer",
                "long | bigint",
                "float | real",
                "text | string",
                "varchar | string",
                "decimal(38,38) | decimal(38,38)",
                "decimal( 12, 2 ) | decimal(12,2)",
                "numeric(9) | decimal(9,0)",
                "array<array<decimal(9,2)>> | array<array<decimal(9,2)>>",
                "array< int > | array<integer>",
            })
    void readsNamesOfOtherEngines(String text, String type) {
        assertThat(TypeParser.parse(text).type()).hasToString(type);
        assertThat(TypeParser.parse(text).microseconds()).isFalse();
    }

    @Test
    void marksTimestampsThatKeepMicroseconds() {
        assertThat(TypeParser.parse("timestamp(6)"))
                .isEqualTo(new TypeParser.Parsed(ColumnType.Primitive.TIMESTAMP, true));
        assertThat(TypeParser.parse("timestamp").microseconds()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "BIGINT",
                "decimal",
                "decimal(0,0)",
                "decimal(3,4)",
                "decimal(39)",
                "decimal(999,1)",
                "decimal(,)",
                "array",
                "array<>",
                "array<timestamp(6)>",
                "map<string,string>",
                "timestamp(3)",
                "varchar(20)",
                "time",
                ""
            })
    void refusesTheRest(String text) {
        assertThatThrownBy(() -> TypeParser.parse(text))
                .isInstanceOfSatisfying(
                        LakehouseException.class,
                        failure -> assertThat(failure.code()).isEqualTo("TYPE_ILLEGAL"));
    }

    @Test
    void namesTheNearestTypeAlsoWhereItTakesParameters() {
        assertThatThrownBy(() -> TypeParser.parseType("decimaal(18,2)"))
                .isInstanceOfSatisfying(
                        LakehouseException.class, e -> assertThat(e.fix()).contains("'decimal'"));
    }
}
