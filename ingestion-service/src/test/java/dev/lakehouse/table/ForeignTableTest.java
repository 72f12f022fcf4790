package dev.lakehouse.table;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.schema.ColumnType;
import dev.lakehouse.schema.TableSchema;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Tables that other programs made or changed. */
class ForeignTableTest {
    @TempDir
    Path home;

    private TestTable pedidos;

    @BeforeEach
    void create() {
        pedidos = new TestTable(home);
        pedidos.append(pedidos.row(1));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    1 | 3 | '' | check constraints (writer 3)
                    1 | 4 | '' | a change data feed or generated columns (writer 4)
                    1 | 7 | ,"writerFeatures":["appendOnly","checkConstraints","rowTracking"] | checkConstraints, rowTracking
                    """)
    void aNewerWriterProtocolCanBeReadButNotWritten(int reader, int writer, String features, String named)
            throws IOException {
        foreign("{\"protocol\":{\"minReaderVersion\":%d,\"minWriterVersion\":%d%s}}"
                .formatted(reader, writer, features));

        assertThat(pedidos.table.snapshot().orElseThrow().rows()).isEqualTo(1);
        assertUnsupported("cannot be written", named);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    2 | 5 | '' | column mapping (writer 5)
                    3 | 7 | ,"readerFeatures":["deletionVectors"],"writerFeatures":["deletionVectors"] | deletionVectors (reader 3
                    3 | 7 | ,"readerFeatures":["timestampNtz"],"writerFeatures":["timestampNtz"] | timestampNtz
                    """)
    void aNewerReaderProtocolCanBeNeither(int reader, int writer, String features, String named) throws IOException {
        foreign("{\"protocol\":{\"minReaderVersion\":%d,\"minWriterVersion\":%d%s}}"
                .formatted(reader, writer, features));

        for (TestTable table : new TestTable[] {pedidos, new TestTable(home)}) {
            assertThatThrownBy(() -> table.table.snapshot()).isInstanceOfSatisfying(LakehouseException.class, e -> {
                assertThat(e.code()).isEqualTo("UNSUPPORTED_TABLE_FEATURE");
                assertThat(e.kind()).isEqualTo(FailureKind.USER);
                assertThat(e.why()).contains(named);
            });
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"delta.constraints.valor\":\"valor > 0\"",
                "\"delta.feature.somethingNew\":\"supported\"",
                "\"delta.enableChangeDataFeed\":\"true\"",
                "\"delta.setTransactionRetentionDuration\":\"interval 1 day\""
            })
    void aPropertyThatAsksSomethingOfWritersIsRefusedByName(String property) throws IOException {
        metadata("", property);

        assertThat(pedidos.table.snapshot()).isPresent();
        assertUnsupported("cannot be written", property.split("\"", 3)[1]);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"delta.enableDeletionVectors\":\"false\"",
                "\"delta.columnMapping.mode\":\"none\"",
                "\"delta.checkpointInterval\":\"20\"",
                "\"owner\":\"someone\""
            })
    void aHarmlessPropertyIsKept(String property) throws IOException {
        metadata("", property);

        assertThat(pedidos.append(pedidos.row(2))).isEqualTo(new CommitOutcome.Applied(2));
    }

    @Test
    void columnMappingWithoutItsProtocolIsNotRead() throws IOException {
        metadata("", "\"delta.columnMapping.mode\":\"name\"");

        assertThatThrownBy(() -> pedidos.table.snapshot()).hasMessageContaining("delta.columnMapping.mode");
    }

    @Test
    void anAppendOnlyTableIsAppendedToOnly() throws IOException {
        metadata("", "\"delta.appendOnly\":\"true\"");
        pedidos.append(pedidos.row(2));
        TableSnapshot base = pedidos.base(TestTable.ID_AND_NAME);

        assertThatThrownBy(
                        () -> pedidos.table.commit(TestTable.rewrite(base, List.of(), base.files(), Optional.empty())))
                .hasMessageContaining("delta.appendOnly");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    "nullable":true,"metadata":{"delta.invariants":"{}"}        | delta.invariants on column nome
                    "nullable":true,"metadata":{"delta.generationExpression":"id"} | delta.generationExpression on column nome
                    "nullable":true,"metadata":{"__CHAR_VARCHAR_TYPE_STRING":"varchar(3)"} | __CHAR_VARCHAR_TYPE_STRING
                    "nullable":false,"metadata":{}                              | NOT NULL on column nome
                    """)
    void aColumnWithARuleIsRefusedByName(String column, String named) throws IOException {
        metadata(column, "");

        assertThat(pedidos.table.snapshot()).isPresent();
        assertUnsupported("cannot be written", named);
    }

    @Test
    void commentsOfColumnsOutliveANewColumn() throws IOException {
        metadata("\"nullable\":true,\"metadata\":{\"comment\":\"o nome\"}", "\"owner\":\"someone\"");

        pedidos.append(
                TestTable.ID_AND_NAME.plus(
                        TestTable.schema("b", ColumnType.Primitive.DATE).columns()),
                pedidos.row(2));

        assertThat(pedidos.log().resolve("00000000000000000002.json"))
                .content()
                .contains("o nome")
                .contains("\"owner\":\"someone\"");
    }

    @Test
    void aRewriteOfAllFilesLeavesTheSchemaAloneWhereNothingIsRetyped() throws IOException {
        metadata("\"nullable\":true,\"metadata\":{\"comment\":\"o nome\"}", "");
        TableSnapshot base = pedidos.base(TestTable.ID_AND_NAME);

        pedidos.table.commit(TestTable.rewrite(base, List.of(pedidos.row(2)), base.files(), Optional.empty()));

        assertThat(pedidos.log().resolve("00000000000000000002.json"))
                .content()
                .contains("\"remove\"")
                .doesNotContain("metaData");
    }

    @Test
    void commentsOfColumnsOutliveARetypedColumn() throws IOException {
        metadata("\"nullable\":true,\"metadata\":{\"comment\":\"o nome\"}", "");
        TableSnapshot base = pedidos.base(TestTable.ID_AND_NAME);
        TableSchema wanted = TestTable.schema("id", ColumnType.Primitive.STRING, "nome", ColumnType.Primitive.STRING);

        pedidos.table.commit(new TableChange(
                base,
                true,
                wanted,
                List.of(pedidos.write(wanted, "SELECT '2' AS id, 'nome' AS nome")),
                base.files(),
                Optional.empty(),
                "WRITE",
                Map.of(),
                Map.of()));

        assertThat(pedidos.table.snapshot().orElseThrow().schema()).isEqualTo(wanted);
        assertThat(pedidos.log().resolve("00000000000000000002.json")).content().contains("o nome");
    }

    @Test
    void aPartitionedTableIsNotRead() throws IOException {
        foreign(metadataAction("\"nullable\":true,\"metadata\":{}", "")
                .replace("\"partitionColumns\":[]", "\"partitionColumns\":[\"nome\"]"));

        assertThatThrownBy(() -> pedidos.table.snapshot()).hasMessageContaining("partition columns [nome]");
    }

    @Test
    void filesOfAShallowCloneAreNotRead() throws IOException {
        foreign("{\"add\":{\"path\":\"file:/elsewhere/a.parquet\",\"partitionValues\":{},\"size\":1,"
                + "\"modificationTime\":1,\"dataChange\":true}}");

        assertThatThrownBy(() -> pedidos.table.snapshot()).hasMessageContaining("shallow clone");
    }

    @Test
    void filesWithoutStatisticsAreCountedAsUnknown() throws IOException {
        foreign("{\"add\":{\"path\":\"a%20b%C3%A9.parquet\",\"partitionValues\":{},\"size\":1,"
                + "\"modificationTime\":1,\"dataChange\":true}}");

        assertThat(pedidos.table.snapshot().orElseThrow().files())
                .filteredOn(file -> file.rows() < 0)
                .singleElement()
                .satisfies(file -> assertThat(file.name()).isEqualTo("a bé.parquet"))
                .satisfies(file -> assertThat(file.statistics()).isEmpty());
    }

    @Test
    void aBrokenLogIsNamed() throws IOException {
        foreign("{\"add\":");

        assertThatThrownBy(() -> new TestTable(home).table.snapshot())
                .isInstanceOfSatisfying(
                        LakehouseException.class, e -> assertThat(e.code()).isEqualTo("TABLE_LOG_UNREADABLE"))
                .hasMessageContaining("silver/pedidos");
    }

    private void metadata(String column, String property) throws IOException {
        String rule = column.isEmpty() ? "\"nullable\":true,\"metadata\":{}" : column;
        foreign(metadataAction(rule, property));
    }

    private static String metadataAction(String column, String property) {
        String schema = "{\"type\":\"struct\",\"fields\":[{\"name\":\"id\",\"type\":\"long\",\"nullable\":true,"
                + "\"metadata\":{}},{\"name\":\"nome\",\"type\":\"string\"," + column + "}]}";
        return "{\"metaData\":{\"id\":\"a-b-c\",\"format\":{\"provider\":\"parquet\",\"options\":{}},\"schemaString\":"
                + Json.quote(schema) + ",\"partitionColumns\":[],\"configuration\":{" + property
                + "},\"createdTime\":1}}";
    }

    private void foreign(String action) throws IOException {
        Files.writeString(pedidos.log().resolve("00000000000000000001.json"), action + "\n");
    }

    private void assertUnsupported(String what, String feature) {
        WrittenFile file = pedidos.row(9);
        assertThatThrownBy(() -> pedidos.append(file)).isInstanceOfSatisfying(LakehouseException.class, e -> {
            assertThat(e.code()).isEqualTo("UNSUPPORTED_TABLE_FEATURE");
            assertThat(e.kind()).isEqualTo(FailureKind.USER);
            assertThat(e.what()).contains(what);
            assertThat(e.why()).contains(feature);
        });
        assertThat(pedidos.log().resolve("00000000000000000002.json")).doesNotExist();
    }
}
