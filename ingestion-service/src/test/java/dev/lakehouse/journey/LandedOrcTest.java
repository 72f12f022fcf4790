package dev.lakehouse.journey;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import dev.lakehouse.stage.StageResult;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.orc.CompressionKind;
import org.apache.orc.OrcFile;
import org.apache.orc.TypeDescription;
import org.apache.orc.Writer;
import org.apache.orc.storage.common.type.HiveDecimal;
import org.apache.orc.storage.ql.exec.vector.BytesColumnVector;
import org.apache.orc.storage.ql.exec.vector.ColumnVector;
import org.apache.orc.storage.ql.exec.vector.DecimalColumnVector;
import org.apache.orc.storage.ql.exec.vector.DoubleColumnVector;
import org.apache.orc.storage.ql.exec.vector.ListColumnVector;
import org.apache.orc.storage.ql.exec.vector.LongColumnVector;
import org.apache.orc.storage.ql.exec.vector.MapColumnVector;
import org.apache.orc.storage.ql.exec.vector.StructColumnVector;
import org.apache.orc.storage.ql.exec.vector.TimestampColumnVector;
import org.apache.orc.storage.ql.exec.vector.VectorizedRowBatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** ORC files keep their types, and give all of their rows or none. */
class LandedOrcTest {
    @TempDir
    Path folder;

    private FaultLake lake;

    private interface Row {
        void in(VectorizedRowBatch batch, int row);
    }

    @BeforeEach
    void open() {
        lake = new FaultLake(folder).source("orc");
    }

    @AfterEach
    void close() {
        lake.close();
    }

    @Test
    void typesAreThoseOfDelta() throws IOException {
        String type = "struct<b:boolean,y:tinyint,i:int,l:bigint,f:float,d:double,s:string,x:binary,m:decimal(12,2),"
                + "day:date,ts:timestamp,tags:array<string>,o:map<string,bigint>,n:struct<a:int,day:date>>";
        lake.land("a.orc", orc(type, 2, CompressionKind.ZLIB, (batch, row) -> {
            if (row == 0) {
                for (var column : batch.cols) {
                    column.noNulls = false;
                    column.isNull[0] = true;
                }
                return;
            }
            longs(batch, 0).vector[row] = 1;
            longs(batch, 1).vector[row] = -7;
            longs(batch, 2).vector[row] = 8;
            longs(batch, 3).vector[row] = 1L << 40;
            ((DoubleColumnVector) batch.cols[4]).vector[row] = 0.1f;
            ((DoubleColumnVector) batch.cols[5]).vector[row] = 0.1;
            setRef(batch.cols[6], row, "São".getBytes(StandardCharsets.UTF_8));
            setRef(batch.cols[7], row, new byte[] {1, (byte) 0xFF});
            ((DecimalColumnVector) batch.cols[8]).set(row, HiveDecimal.create("-123.45"));
            longs(batch, 9).vector[row] = -1;
            TimestampColumnVector times = (TimestampColumnVector) batch.cols[10];
            times.time[row] = -1001;
            times.nanos[row] = 999_999_999;
            ListColumnVector tags = (ListColumnVector) batch.cols[11];
            tags.lengths[row] = 2;
            setRef(tags.child, 0, "a".getBytes(StandardCharsets.UTF_8));
            setRef(tags.child, 1, "\"q\"".getBytes(StandardCharsets.UTF_8));
            MapColumnVector map = (MapColumnVector) batch.cols[12];
            map.lengths[row] = 1;
            setRef(map.keys, 0, "k".getBytes(StandardCharsets.UTF_8));
            ((LongColumnVector) map.values).vector[0] = 5;
            StructColumnVector nested = (StructColumnVector) batch.cols[13];
            ((LongColumnVector) nested.fields[0]).vector[row] = 3;
            ((LongColumnVector) nested.fields[1]).vector[row] = 1;
        }));
        assertRows(2, 0);
        assertThat(lake.rows(
                        "select b, y, i, l, f, d, s, x = '\\x01\\xFF'::blob, m, day, ts, tags, o, n from bronze.t"))
                .containsExactly(
                        "null|null|null|null|null|null|null|null|null|null|null|null|null|null",
                        "true|-7|8|1099511627776|0.1|0.1|São|true|-123.45|1969-12-31|1969-12-31T23:59:58.999999Z"
                                + "|[\"a\",\"\\\"q\\\"\"]|{\"k\":5}|{\"a\":3,\"day\":\"1970-01-02\"}");
        assertThat(
                        lake.rows(
                                "select typeof(y), typeof(i), typeof(m), typeof(day), typeof(ts), typeof(x) from bronze.t limit 1"))
                .containsExactly("TINYINT|INTEGER|DECIMAL(12,2)|DATE|TIMESTAMP WITH TIME ZONE|BLOB");
    }

    @ParameterizedTest
    @EnumSource(
            value = CompressionKind.class,
            names = {"NONE", "ZLIB", "SNAPPY", "ZSTD", "LZ4"})
    void filesOfEveryCodecInTheirOrder(CompressionKind codec) throws IOException {
        lake.land("a.orc", ids(30_000, codec));
        assertRows(30_000, 0);
        assertThat(lake.rows("select bool_and(id = n) from (select id, row_number() over () - 1 as n from bronze.t)"))
                .containsExactly("true");
    }

    @Test
    void aSchemaThatGrowsAndATypeThatChanges() throws IOException {
        lake.land(
                "a.orc",
                orc("struct<id:int>", 1, CompressionKind.ZLIB, (batch, row) -> longs(batch, 0).vector[row] = 1));
        lake.land("b.orc", orc("struct<ID:bigint,n:bigint>", 2, CompressionKind.ZLIB, (batch, row) -> {
            longs(batch, 0).vector[row] = row == 0 ? 2 : 1L << 40;
            longs(batch, 1).vector[row] = 9;
        }));
        assertRows(3, 0);
        assertThat(lake.rows("select id, n, _rescued from bronze.t"))
                .containsExactly("1|null|null", "2|9|null", "null|9|{\"id\":\"1099511627776\"}");
    }

    @Test
    void brokenFilesGiveNoRowAndKeepNoOtherOut() throws IOException {
        byte[] sound = ids(1000, CompressionKind.ZLIB);
        byte[] garbled = ids(20_000, CompressionKind.ZLIB);
        Arrays.fill(garbled, 100, 300, (byte) 0x5A);
        lake.land("a.orc", sound)
                .land("cut.orc", Arrays.copyOf(sound, sound.length - 5))
                .land("garbled.orc", garbled)
                .land("head.orc", "ORC")
                .land("other.orc", "PAR1 is another one")
                .land("nothing.orc", ids(0, CompressionKind.ZLIB))
                .land("empty.orc", "")
                .land("z.orc", sound);
        StageResult result = assertRows(2000, 3);
        assertThat(String.join("\n", result.problems()))
                .contains("cut.orc cannot be read through and is in quarantine as a whole: it is no sound ORC file")
                .contains("garbled.orc cannot be read through")
                .contains("other.orc is not taken in: it does not begin as an ORC file does");
    }

    private static LongColumnVector longs(VectorizedRowBatch batch, int column) {
        return (LongColumnVector) batch.cols[column];
    }

    private static void setRef(ColumnVector column, int row, byte[] value) {
        ((BytesColumnVector) column).setRef(row, value, 0, value.length);
    }

    private byte[] ids(int rows, CompressionKind codec) throws IOException {
        AtomicLong next = new AtomicLong();
        return orc(
                "struct<id:bigint>", rows, codec, (batch, row) -> longs(batch, 0).vector[row] = next.getAndIncrement());
    }

    private byte[] orc(String type, int rows, CompressionKind codec, Row fill) throws IOException {
        Path file = folder.resolve("made.orc");
        Files.deleteIfExists(file);
        Configuration settings = new Configuration(false);
        RawLocalFileSystem local = new RawLocalFileSystem();
        local.initialize(URI.create("file:///"), settings);
        TypeDescription schema = TypeDescription.fromString(type);
        try (Writer writer = OrcFile.createWriter(
                new org.apache.hadoop.fs.Path(file.toUri()),
                OrcFile.writerOptions(settings)
                        .fileSystem(local)
                        .setSchema(schema)
                        .compress(codec)
                        .useUTCTimestamp(true))) {
            VectorizedRowBatch batch = schema.createRowBatch();
            for (int row = 0; row < rows; row++) {
                fill.in(batch, batch.size++);
                if (batch.size == batch.getMaxSize()) {
                    writer.addRowBatch(batch);
                    batch.reset();
                }
            }
            writer.addRowBatch(batch);
        }
        return Files.readAllBytes(file);
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
}
