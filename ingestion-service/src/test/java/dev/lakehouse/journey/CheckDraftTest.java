package dev.lakehouse.journey;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.lakehouse.config.DataSize;
import dev.lakehouse.config.pipeline.PipelineReader;
import dev.lakehouse.engine.duckdb.DuckDbEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Wrong keys and wrong SQL are told together; what is wrong because something else is, is not. */
class CheckDraftTest {
    @TempDir
    private Path folder;

    @Test
    void keysAndSqlAreToldAtOnce() throws IOException {
        write("first.sql", "select id, count(*) as n from silver.sound group by 1");
        write("second.sql", "select i, total from silver.unsound");
        write("third.sql", "select idd from silver.sound");
        write("fourth.sql", "select * from gold.third where (");
        write("fifth.sql", "select * from gold.third");

        assertThat(problems("""
                pipeline: p
                sources: { t: { path: "p/**", format: csv, fromat: csv }, u: { path: "u/**", format: csv } }
                silver:
                  unsound:
                    from: u
                    load: append
                    columns: { id: bigint, total: decimall }
                    rules:
                      - check: { name: total_known, that: "total > 0" }
                      - check: { name: cut_off, that: "total >" }
                  sound:
                    from: u
                    load: append
                    columns: { id: bigint, twice: { expr: "id +", type: bigint } }
                    rules:
                      - check: { name: typo, that: "idd > 0" }
                gold:
                  first: { key: [idd], load: by-key, sql: first.sql }
                  second: { sql: second.sql }
                  third: { sql: third.sql }
                  fourth: { sql: fourth.sql }
                  fifth: { sql: fifth.sql }
                """))
                .satisfiesExactly(
                        problem -> assertThat(problem).startsWith("pipeline.yml:2: 'fromat' is no key of sources.t"),
                        problem -> assertThat(problem).startsWith("pipeline.yml:7: silver.unsound.columns.total: "),
                        problem -> assertThat(problem).startsWith("pipeline.yml:10: the rule check(cut_off)"),
                        problem -> assertThat(problem).startsWith("pipeline.yml:14: the expression of silver.sound"),
                        problem -> assertThat(problem).startsWith("pipeline.yml:16: the rule check(typo)"),
                        problem -> assertThat(problem).startsWith("pipeline.yml:18: first.sql yields no column idd"),
                        problem -> assertThat(problem).startsWith("third.sql:1: the query does not compile"),
                        problem -> assertThat(problem).startsWith("fourth.sql:1: the query does not parse"));
    }

    @Test
    void aFileThatIsNoYamlIsOneProblem() throws IOException {
        assertThat(problems("pipeline: p\nsources: [\n"))
                .singleElement()
                .asString()
                .contains("this is no YAML");
    }

    private List<String> problems(String yaml) throws IOException {
        write("pipeline.yml", yaml);
        try (DuckDbEngine engine = new DuckDbEngine(DataSize.parse("512MB"), 1, folder.resolve("scratch"))) {
            return new CheckPipeline(engine)
                    .problems(new PipelineReader().draft(folder.resolve("p"))).stream()
                            .map(problem -> problem.toString().replace(folder.resolve("p") + "/", ""))
                            .toList();
        }
    }

    private void write(String file, String text) throws IOException {
        Files.createDirectories(folder.resolve("p"));
        Files.writeString(folder.resolve("p").resolve(file), text);
    }
}
