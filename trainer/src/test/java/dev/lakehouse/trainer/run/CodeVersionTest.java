package dev.lakehouse.trainer.run;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class CodeVersionTest {
    private static final String LEARN = "dev/lakehouse/trainer/Learn.class";
    private static final String READ = "dev/lakehouse/table/Read.class";

    @TempDir
    private Path folder;

    /** Two builds of one version: the manifest says the same of both. */
    @Test
    void otherClassesAreAnotherVersion() throws Exception {
        String before = CodeVersion.ofClasses(List.of(jar("a.jar", 1, Map.of(LEARN, "a", READ, "b"))));

        assertThat(CodeVersion.ofClasses(List.of(jar("b.jar", 1, Map.of(LEARN, "a", READ, "B")))))
                .isNotEqualTo(before);
        assertThat(CodeVersion.ofClasses(List.of(jar("c.jar", 1, Map.of(LEARN, "a")))))
                .isNotEqualTo(before);
    }

    @Test
    void howTheyArePackedIsNone() throws Exception {
        String together = CodeVersion.ofClasses(List.of(jar("a.jar", 1, Map.of(LEARN, "a", READ, "b"))));
        Path classes = folder.resolve("classes");
        Files.createDirectories(classes.resolve(READ).getParent());
        Files.writeString(classes.resolve(READ), "b");
        Files.writeString(classes.resolve("dev/lakehouse/notes.txt"), "no class");

        Path later = jar("b.jar", 9, Map.of(LEARN, "a", "META-INF/MANIFEST.MF", "Built-By: somebody"));

        assertThat(CodeVersion.ofClasses(List.of(later, classes))).isEqualTo(together);
    }

    @Test
    void whatRunsHereIsSaidWithIt() {
        assertThat(CodeVersion.own()).matches(".+\\+[0-9a-f]{16}");
    }

    private Path jar(String name, long day, Map<String, String> entries) throws Exception {
        Path file = folder.resolve(name);
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream jar = new ZipOutputStream(out)) {
            for (Map.Entry<String, String> entry : entries.entrySet()) {
                ZipEntry made = new ZipEntry(entry.getKey());
                made.setTime(day * 86_400_000);
                jar.putNextEntry(made);
                jar.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return file;
    }
}
