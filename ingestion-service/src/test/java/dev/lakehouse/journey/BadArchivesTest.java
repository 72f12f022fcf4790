package dev.lakehouse.journey;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.lakehouse.stage.StageResult;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What of an archive is not taken in is in quarantine, and said; nothing is written anywhere but into the scratch folder. */
class BadArchivesTest {
    private static final byte[] SOUND = Packed.text("id,name\n1,a\n2,b\n");
    private static final String REFUSED = "select _source_file, _reason from bronze.t_quarantine";

    @TempDir
    Path folder;

    private FaultLake lake;

    @BeforeEach
    void open() {
        lake = new FaultLake(folder).source("csv");
    }

    @AfterEach
    void close() {
        lake.close();
    }

    @Test
    void membersThatAreNotTaken() throws IOException {
        lake.land("a.tar", Packed.tar(tar -> {
            Packed.add(tar, "../../../out.csv", SOUND);
            Packed.add(tar, "in.csv", SOUND);
            tar.putArchiveEntry(new TarArchiveEntry("dir/"));
            tar.closeArchiveEntry();
            Packed.link(tar, "passwd.csv", TarConstants.LF_SYMLINK, "/etc/passwd");
            Packed.link(tar, "hard.csv", TarConstants.LF_LINK, "in.csv");
            Packed.link(tar, "zero", TarConstants.LF_CHR, "");
            Packed.link(tar, "pipe", TarConstants.LF_FIFO, "");
            Packed.add(tar, "inner.zip", Packed.zip(Map.of("x.csv", SOUND)));
            Packed.add(tar, "twice.csv.gz.gz", Packed.By.GZ.of(SOUND));
            Packed.add(tar, "cut.csv.gz", Arrays.copyOf(Packed.By.GZ.of(SOUND), 20));
            Packed.add(tar, "picture.png", new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0});
            Packed.add(tar, "no.json", Packed.text("hello"));
            Packed.add(tar, "no.parquet", SOUND);
            Packed.add(tar, "last.csv", SOUND);
        }));
        StageResult result = lake.ingest();
        assertThat(lake.rows("select distinct _source_file from bronze.t order by 1"))
                .containsExactly("landing/in/a.tar!in.csv", "landing/in/a.tar!last.csv");
        assertRefused(
                result,
                "../../../out.csv",
                "its name leads out of the archive",
                "passwd.csv",
                "it is a link",
                "hard.csv",
                "it is a link",
                "zero",
                "a device or a pipe",
                "pipe",
                "a device or a pipe",
                "inner.zip",
                "an archive within an archive",
                "twice.csv.gz.gz",
                "packed twice",
                "cut.csv.gz",
                "it is cut off or damaged",
                "picture.png",
                "is not in the encoding that the source names",
                "no.json",
                "it begins with neither { nor [",
                "no.parquet",
                "as a Parquet file does");
        assertThat(result.rowsIn()).isEqualTo(4 + 11);
        assertThat(lake.rows("select distinct _rule, _row from bronze.t_quarantine"))
                .containsExactly("unreadable|null");
        assertThat(result.problems().get(0)).contains("land a sound copy of it as a file of its own");
        assertThat(folder.resolve("out.csv")).doesNotExist();
        assertThat(lake.ingest().batches()).isZero();
    }

    @Test
    void membersOfZipsThatAreNotTaken() throws IOException {
        Map<String, byte[]> members = new LinkedHashMap<>();
        members.put("secret.csv", SOUND);
        members.put("wrong.csv", SOUND);
        members.put("/etc/x.csv", SOUND);
        members.put("C:\\x.csv", SOUND);
        members.put("sound.csv", SOUND);
        byte[] zip = Packed.zip(out -> {
            for (Map.Entry<String, byte[]> member : members.entrySet()) {
                Packed.add(out, member.getKey(), member.getValue());
            }
            ZipArchiveEntry link = new ZipArchiveEntry("link.csv");
            link.setUnixMode(0120777);
            out.putArchiveEntry(link);
            out.write(Packed.text("sound.csv"));
            out.closeArchiveEntry();
        });
        patch(zip, "secret.csv", 8, 6, 1);
        patch(zip, "wrong.csv", 16, 14, 0x7F);
        lake.land("a.zip", zip);
        StageResult result = lake.ingest();
        assertThat(lake.rows("select distinct _source_file from bronze.t"))
                .containsExactly("landing/in/a.zip!sound.csv");
        assertRefused(
                result,
                "secret.csv",
                "it is encrypted",
                "wrong.csv",
                "its check sum is wrong",
                "/etc/x.csv",
                "its name leads out",
                "C:/x.csv",
                "its name leads out",
                "link.csv",
                "it is a link");
    }

    @Test
    void archivesThatAreBrokenThemselvesGiveNothing() {
        Map<String, byte[]> members = new LinkedHashMap<>();
        for (int i = 0; i < 40; i++) {
            members.put(i + ".csv", SOUND);
        }
        byte[] tar = Packed.tar(members);
        byte[] gz = Packed.By.GZ.of(tar);
        lake.land("between.tar", Arrays.copyOf(tar, 20 * 1024));
        lake.land("within.tar", Arrays.copyOf(tar, 20 * 1024 + 520));
        lake.land("cut.tgz", Arrays.copyOf(gz, gz.length - 1));
        byte[] wrongSum = gz.clone();
        wrongSum[gz.length - 7] ^= 1;
        lake.land("sum.tgz", wrongSum);
        byte[] joined = Arrays.copyOf(tar, 2 * tar.length);
        System.arraycopy(tar, 0, joined, tar.length, tar.length);
        lake.land("joined.tar", joined);
        byte[] zip = Packed.zip(members);
        lake.land("cut.zip", Arrays.copyOf(zip, zip.length - 30));
        lake.land("none.zip", Packed.text("no archive at all"));
        lake.land("none.tar", Packed.text("no archive at all".repeat(100)));
        StageResult result = lake.ingest();
        assertThat(lake.count("bronze.t")).isZero();
        assertThat(result.problems())
                .hasSize(8)
                .allSatisfy(problem -> assertThat(problem).contains("cannot be unpacked"));
        assertThat(lake.rows(REFUSED + " order by 1"))
                .hasSize(5)
                .anySatisfy(row -> assertThat(row).contains("joined.tar", "something was joined to it"))
                .anySatisfy(row -> assertThat(row).contains("between.tar", "it is cut off"));
        assertThat(lake.ingest().problems())
                .as("those that were not planned are looked at again")
                .hasSize(3);
    }

    @Test
    void bombs() throws IOException {
        byte[] zeros = new byte[1 << 20];
        lake.land("a.zip", Packed.zip(zip -> {
            Packed.add(zip, "x.csv", SOUND);
            zip.putArchiveEntry(new ZipArchiveEntry("zeros.csv"));
            for (int i = 0; i < 200; i++) {
                zip.write(zeros);
            }
            zip.closeArchiveEntry();
        }));
        byte[] bzip = Packed.By.BZ2.of(Packed.zeros(100));
        lake.land("b.tar", Packed.tar(Map.of("x.csv.bz2", bzip)));
        StageResult result = lake.ingest();
        assertThat(lake.count("bronze.t")).isZero();
        assertThat(result.problems())
                .hasSize(2)
                .allSatisfy(problem -> assertThat(problem).contains("it unpacks to more than 1000 times its"));
    }

    @Test
    void moreMembersThanTheSourceAllows() {
        lake.source("csv", "unpack: { max_members: 3 }");
        Map<String, byte[]> four = Map.of("1.csv", SOUND, "2.csv", SOUND, "3.csv", SOUND, "4.csv", SOUND);
        lake.land("a.zip", Packed.zip(four)).land("b.tar", Packed.tar(four));
        assertThat(lake.ingest().problems())
                .hasSize(2)
                .allSatisfy(problem -> assertThat(problem).contains("it has more than 3 members", "max_members"));
    }

    /** Pairs of a member's name and words of its reason. */
    private void assertRefused(StageResult result, String... expected) {
        assertThat(lake.rows(REFUSED)).hasSize(expected.length / 2);
        assertThat(result.problems()).hasSize(expected.length / 2);
        String archive = lake.rows("select regexp_extract(_source_file, '^[^!]*!') from bronze.t_quarantine limit 1")
                .get(0);
        for (int i = 0; i < expected.length; i += 2) {
            String name = archive + expected[i];
            String reason = expected[i + 1];
            assertThat(lake.rows(REFUSED))
                    .as(name)
                    .anySatisfy(row -> assertThat(row).startsWith(name + "|").contains(reason));
            assertThat(result.problems())
                    .anySatisfy(problem -> assertThat(problem).startsWith(name + " "));
        }
    }

    /** Changes a byte of a member's two headers. */
    private static void patch(byte[] zip, String name, int inDirectory, int inLocal, int bits) {
        ByteBuffer bytes = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
        byte[] wanted = name.getBytes(StandardCharsets.UTF_8);
        for (int at = 0; at + 46 + wanted.length <= zip.length; at++) {
            boolean directory = bytes.getInt(at) == 0x02014b50 && named(zip, at + 46, wanted);
            boolean local = bytes.getInt(at) == 0x04034b50 && named(zip, at + 30, wanted);
            if (directory || local) {
                zip[at + (directory ? inDirectory : inLocal)] ^= (byte) bits;
            }
        }
    }

    private static boolean named(byte[] zip, int at, byte[] name) {
        return Arrays.equals(zip, at, at + name.length, name, 0, name.length);
    }
}
