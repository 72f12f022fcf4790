package dev.lakehouse.journey;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

import dev.lakehouse.stage.StageResult;
import org.apache.avro.Schema;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Avro's container files keep their types, and give all of their rows or none. */
class LandedAvroTest {
    private static final String ID = "{\"name\":\"id\",\"type\":\"long\"}";

    @TempDir
    Path folder;

    private FaultLake lake;

    @BeforeEach
    void open() {
        lake = new FaultLake(folder).source("avro");
    }

    @AfterEach
    void close() {
        lake.close();
    }

    @Test
    void typesAreThoseOfDelta() throws IOException {
        String fields = """
                {"name":"i","type":["null","int"]}, {"name":"f","type":"float"}, {"name":"d","type":"double"},
                {"name":"b","type":["boolean","null"]}, {"name":"s","type":"string"}, {"name":"x","type":"bytes"},
                {"name":"e","type":{"type":"enum","name":"E","symbols":["A","B"]}},
                {"name":"m","type":{"type":"bytes","logicalType":"decimal","precision":12,"scale":2}},
                {"name":"day","type":{"type":"int","logicalType":"date"}},
                {"name":"ms","type":{"type":"long","logicalType":"timestamp-millis"}},
                {"name":"us","type":["null",{"type":"long","logicalType":"timestamp-micros"}]},
                {"name":"t","type":{"type":"int","logicalType":"time-millis"}},
                {"name":"tags","type":{"type":"array","items":"string"}},
                {"name":"o","type":{"type":"map","values":["null","long"]}},
                {"name":"u","type":["null","long","string"]}""";
        byte[] file = avro(fields, 2, "null", (record, row) -> {
            record.put("i", row == 0 ? null : -7);
            record.put("f", 0.1f);
            record.put("d", 0.1);
            record.put("b", row == 0 ? null : true);
            record.put("s", "São");
            record.put("x", ByteBuffer.wrap(new byte[] {1, (byte) 0xFF}));
            record.put(
                    "e",
                    new GenericData.EnumSymbol(record.getSchema().getField("e").schema(), "B"));
            record.put(
                    "m",
                    ByteBuffer.wrap(new BigDecimal("-123.45").unscaledValue().toByteArray()));
            record.put("day", -1);
            record.put("ms", 1_706_659_200_123L);
            record.put("us", row == 0 ? null : -1L);
            record.put("t", 36_000_500);
            record.put("tags", List.of("a", "\"q\""));
            record.put("o", Map.of("k", 5L));
            record.put("u", row == 0 ? 9L : "nine");
        });
        lake.land("a.avro", file);
        assertRows(2, 0);
        assertThat(lake.rows(
                        "select i, f, d, b, s, x = '\\x01\\xFF'::blob, e, m, day, ms, us, t, tags, o, u from bronze.t"))
                .containsExactly(
                        "null|0.1|0.1|null|São|true|B|-123.45|1969-12-31|2024-01-31T00:00:00.123Z|null|10:00:00.500"
                                + "|[\"a\",\"\\\"q\\\"\"]|{\"k\":5}|9",
                        "-7|0.1|0.1|true|São|true|B|-123.45|1969-12-31|2024-01-31T00:00:00.123Z"
                                + "|1969-12-31T23:59:59.999999Z|10:00:00.500|[\"a\",\"\\\"q\\\"\"]|{\"k\":5}|\"nine\"");
        assertThat(lake.rows("select typeof(i), typeof(m), typeof(day), typeof(ms), typeof(x) from bronze.t limit 1"))
                .containsExactly("INTEGER|DECIMAL(12,2)|DATE|TIMESTAMP WITH TIME ZONE|BLOB");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "deflate", "snappy", "zstandard", "bzip2"})
    void filesOfEveryCodecInTheirOrder(String codec) throws IOException {
        lake.land("a.avro", avro(ID, 30_000, codec, (record, row) -> record.put("id", (long) row)));
        assertRows(30_000, 0);
        assertThat(lake.rows("select bool_and(id = n) from (select id, row_number() over () - 1 as n from bronze.t)"))
                .containsExactly("true");
    }

    @Test
    void aSchemaThatGrowsAndATypeThatChanges() throws IOException {
        lake.land(
                "a.avro", avro("{\"name\":\"id\",\"type\":\"int\"}", 1, "null", (record, row) -> record.put("id", 1)));
        lake.land("b.avro", avro(ID + ",{\"name\":\"N\",\"type\":\"string\"}", 2, "null", (record, row) -> {
            record.put("id", row == 0 ? 2L : 1L << 40);
            record.put("N", "n");
        }));
        assertRows(3, 0);
        assertThat(lake.rows("select id, n, _rescued from bronze.t"))
                .containsExactly("1|null|null", "2|n|null", "null|n|{\"id\":\"1099511627776\"}");
    }

    @Test
    void brokenFilesGiveNoRowAndKeepNoOtherOut() throws IOException {
        byte[] sound = avro(ID, 1000, "null", (record, row) -> record.put("id", (long) row));
        byte[] large = avro(ID, 1_500_000, "deflate", (record, row) -> record.put("id", row * 7919L));
        byte[] garbled = sound.clone();
        Arrays.fill(garbled, sound.length - 600, sound.length - 500, (byte) 0xFF);
        byte[] garbledLate = large.clone();
        Arrays.fill(garbledLate, large.length - 5000, large.length - 4000, (byte) 0x5A);
        lake.land("a.avro", sound)
                .land("cut.avro", Arrays.copyOf(sound, sound.length - 5))
                .land("short.avro", Arrays.copyOf(sound, sound.length - 400))
                .land("garbled.avro", garbled)
                .land("head.avro", Arrays.copyOf(sound, 30))
                .land("late.avro", garbledLate)
                .land("other.avro", "PAR1 is another one")
                .land("nothing.avro", avro(ID, 0, "null", (record, row) -> {}))
                .land("empty.avro", "")
                .land("z.avro", sound);
        StageResult result = assertRows(2000, 5);
        assertThat(String.join("\n", result.problems()))
                .contains("late.avro cannot be read through and is in quarantine as a whole: it is no sound Avro file")
                .contains("cut.avro cannot be read through")
                .contains("other.avro is not taken in: it does not begin as an Avro file does");
    }

    private StageResult assertRows(long written, long quarantined) {
        StageResult result = lake.ingest();
        assertThat(List.of(result.rowsIn(), result.rowsWritten(), result.rowsQuarantined()))
                .as(result.problems().toString())
                .containsExactly(written + quarantined, written, quarantined);
        assertThat(lake.count("bronze.t")).isEqualTo(written);
        assertThat(lake.count("bronze.t_quarantine")).isEqualTo(quarantined);
        assertThat(lake.ingest().batches()).as("nothing is left to do").isZero();
        return result;
    }

    private static byte[] avro(String fields, int rows, String codec, BiConsumer<GenericRecord, Integer> fill)
            throws IOException {
        Schema schema = new Schema.Parser().parse("{\"type\":\"record\",\"name\":\"R\",\"fields\":[" + fields + "]}");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataFileWriter<GenericRecord> writer = new DataFileWriter<>(new GenericDatumWriter<>(schema))) {
            writer.setCodec(CodecFactory.fromString(codec));
            writer.create(schema, bytes);
            for (int row = 0; row < rows; row++) {
                GenericRecord record = new GenericData.Record(schema);
                fill.accept(record, row);
                writer.append(record);
            }
        }
        return bytes.toByteArray();
    }
}
