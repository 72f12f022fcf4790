package dev.lakehouse.journey;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

import dev.lakehouse.stage.StageResult;
import dev.lakehouse.storage.local.LocalStorage;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Archives are opened member by member. */
class ArchivesTest {
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

    static Stream<Arguments> kinds() {
        Map<String, byte[]> members = members();
        byte[] tar = Packed.tar(members);
        return Stream.of(
                arguments("a.zip", Packed.zip(members)),
                arguments("a.tar", tar),
                arguments("a.tar.gz", Packed.By.GZ.of(tar)),
                arguments("a.TGZ", Packed.By.GZ.of(tar)),
                arguments("a.tar.bz2", Packed.By.BZ2.of(tar)),
                arguments("a.tar.zst", Packed.By.ZST.of(tar)));
    }

    private static Map<String, byte[]> members() {
        Map<String, byte[]> members = new LinkedHashMap<>();
        members.put("z/first.csv", Packed.text("id,name\n1,a\n2,b\n"));
        members.put("__MACOSX/z/._first.csv", new byte[] {0, 5, 22, 7});
        members.put("second.tsv.gz", Packed.By.GZ.of(Packed.text("id\tname\n3,5\tc\n")));
        members.put("b/third.jsonl.zst", Packed.By.ZST.of(Packed.text("{\"id\":4,\"name\":\"d\"}\n")));
        members.put("fourth.JSON", Packed.text("[{\"id\":5,\"name\":\"e\"}]"));
        members.put("./fifth", Packed.text("id,name\n6,f\n"));
        members.put("empty.csv", new byte[0]);
        members.put("z/.DS_Store", new byte[] {0, 0, 0, 1});
        members.put("sixth.csv.bz2", Packed.By.BZ2.of(Packed.text("id,name\n7,g\n")));
        return members;
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void eachMemberIsTypedByItsNameAndTraced(String name, byte[] archive) {
        lake.land(name, archive);
        StageResult result = lake.ingest();
        assertThat(result.problems()).isEmpty();
        assertThat(lake.rows("select id, name, _source_file from bronze.t"))
                .containsExactly(Stream.of(
                                "1|a|z/first.csv",
                                "2|b|z/first.csv",
                                "3,5|c|second.tsv.gz",
                                "4|d|b/third.jsonl.zst",
                                "5|e|fourth.JSON",
                                "6|f|fifth",
                                "7|g|sixth.csv.bz2")
                        .map(row -> row.substring(0, row.lastIndexOf('|') + 1) + "landing/in/" + name + "!"
                                + row.substring(row.lastIndexOf('|') + 1))
                        .toArray(String[]::new));
        assertThat(result.rowsIn()).isEqualTo(7);
        assertThat(lake.ingest().batches()).as("nothing is left to do").isZero();
    }

    @Test
    void thousandsOfMembers() {
        int count = 5_000;
        Map<String, byte[]> members = new LinkedHashMap<>();
        long sum = 0;
        for (int i = 0; i < count; i++) {
            members.put("part-" + i + ".csv", Packed.text("id,n\n" + i + "," + i % 7 + "\n" + -i + ",0\n"));
            sum += i % 7;
        }
        lake.land("a.zip", Packed.zip(members));
        assertThat(lake.ingest().rowsWritten()).isEqualTo(2L * count);
        assertThat(lake.rows("select count(distinct _source_file), sum(n::int), count(*) filter"
                        + " (_source_file <> 'landing/in/a.zip!part-' || abs(id::int) || '.csv') from bronze.t"))
                .containsExactly(count + "|" + sum + "|0");
    }

    @Test
    void namesOfAnyKindAreDistinct() throws IOException {
        List<String> names = List.of("it's.csv", "a b;#%?*[x].csv", "año \"ñ\".csv", "tab\there.csv", "日本.csv");
        byte[] zip = Packed.zip(out -> {
            for (String name : names) {
                Packed.add(out, name, Packed.text("id\n" + names.indexOf(name) + "\n"));
            }
            Packed.add(out, "same.csv", Packed.text("id\n10\n"));
            Packed.add(out, "same.csv", Packed.text("id\n11\n"));
            Packed.add(out, "dir\\same.csv", Packed.text("id\n12\n"));
        });
        lake.land("a.zip", zip);
        lake.land("b.zip", Packed.zip(out -> {
            out.setEncoding("ISO-8859-1");
            out.setUseLanguageEncodingFlag(false);
            Packed.add(out, "preço.csv", Packed.text("id\n13\n"));
        }));
        assertThat(lake.ingest().problems()).isEmpty();
        List<String> expected = new ArrayList<>();
        names.forEach(name -> expected.add(names.indexOf(name) + "|landing/in/a.zip!" + name.replace('\t', '\uFFFD')));
        expected.addAll(List.of(
                "10|landing/in/a.zip!same.csv",
                "11|landing/in/a.zip!same.csv (2)",
                "12|landing/in/a.zip!dir/same.csv",
                "13|landing/in/b.zip!preço.csv"));
        assertThat(lake.rows("select id, _source_file from bronze.t")).containsExactlyElementsOf(expected);
    }

    @Test
    void zipsOfOtherMakes() throws IOException {
        lake.land("a.zip", Packed.zip(zip -> {
            zip.setUseZip64(Zip64Mode.Always);
            zip.setComment("made by hand PK\5\6");
            Packed.add(zip, "x.csv", Packed.text("id\n1\n"));
        }));
        byte[] plain = Packed.zip(zip -> {
            zip.setMethod(ZipEntry.STORED);
            Packed.add(zip, "x.csv", Packed.text("id\n2\n"));
        });
        lake.land("b.zip", Packed.bytes(out -> {
            out.write(Packed.text("#!/bin/sh that unpacks it\n"));
            out.write(plain);
        }));
        assertThat(lake.ingest().problems()).isEmpty();
        assertThat(lake.rows("select id from bronze.t")).containsExactly("1", "2");
    }

    @Test
    void archivesWithoutMembersAreTakenAndDone() {
        lake.land("a.zip", Packed.zip(Map.of())).land("b.tar", Packed.tar(Map.of()));
        lake.land("c.tgz", Packed.By.GZ.of(Packed.tar(Map.of("x.csv", new byte[0]))));
        StageResult result = lake.ingest();
        assertThat(result.problems()).isEmpty();
        assertThat(result.rowsIn()).isZero();
        assertThat(lake.ingest().batches()).isZero();
    }

    @Test
    void aBatchThatWasCutOffIsCarriedOutTheSameWay() {
        byte[] archive = Packed.By.GZ.of(Packed.tar(tar -> {
            Packed.add(tar, "x.csv", Packed.text("id,name\n1,a\n2,b\n"));
            Packed.add(tar, "y.json", Packed.text("{\"id\":3,\"name\":\"c\"}\n"));
        }));
        List<String> expected = null;
        boolean crashed = true;
        int step = 0;
        for (; crashed; step++) {
            Path home = folder.resolve("lake" + step);
            FaultLake each = new FaultLake(home, new LocalStorage(home.resolve("lake")), lake.engine()).source("csv");
            each.land("a.tgz", archive).land("b.csv", "id,name\n8,h\nbroken\n");
            crashed = crashes(each, step);
            each.run();
            List<String> rows = each.rows("select id, name, _source_file, _batch from bronze.t");
            expected = expected == null ? rows : expected;
            assertThat(rows).as("step " + step).hasSize(4).isEqualTo(expected);
            assertThat(each.count("bronze.t_quarantine")).isEqualTo(1);
        }
        assertThat(step).isGreaterThan(8);
    }

    private static boolean crashes(FaultLake lake, int step) {
        FaultLake dying = new FaultLake(
                Optional.ofNullable(lake.home().getParent()).orElseThrow(),
                new CrashingStorage(lake.storage(), step),
                lake.engine());
        try {
            dying.run();
            return false;
        } catch (CrashingStorage.Crash e) {
            return true;
        }
    }
}
