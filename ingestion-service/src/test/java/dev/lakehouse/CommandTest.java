package dev.lakehouse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lakehouse.cli.Answer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The commands over one lake, as a user types them. */
class CommandTest {
    @TempDir
    private static Path folder;

    private static Answer firstRun;

    @BeforeAll
    static void fill() {
        Answer made = lake().type("generate", "loja", "--orders", "300", "--days", "2", "--seed", "5", "--dirty", "10");
        assertThat(made.exitCode()).as(made.err()).isZero();
        assertThat(made.out()).contains("300 orders", "6 files", "Next: lakehouse run loja");
        firstRun = lake().type("run", "loja");
    }

    @Test
    void aRunTellsWhatItDidTableByTable() {
        assertThat(firstRun.exitCode()).as(firstRun.err()).isZero();
        assertThat(firstRun.out()).contains("bronze.pedidos", "gold.analise_produtos", " 246", " 468", " 680");
        assertThat(firstRun.err()).contains("  bronze.pedidos: started", "✓ bronze.pedidos: ");
    }

    @Test
    void aRunWithNothingNewIsNoFailureAndOneJsonDocument() {
        Answer answer = lake().type("run", "loja", "--json");

        assertThat(answer.exitCode()).isZero();
        assertThat(answer.err()).isEmpty();
        JsonNode report = answer.json();
        assertThat(report.get("complete").asBoolean()).isTrue();
        assertThat(report.get("results")).hasSize(9);
        assertThat(report.get("results").findValuesAsText("control_key"))
                .containsExactly("135", "135", "135", "357", "357", "357", "579", "579", "579");
    }

    @Test
    void aFileThatIsNotTakenInEndsTheRunWithThree(@TempDir Path other) throws IOException {
        Path landing =
                Files.createDirectories(other.resolve("landing").resolve("loja").resolve("pedidos"));
        Files.writeString(landing.resolve("a.csv"), "nothing;known\n1;2\n");

        Answer answer = new Command(other).type("run", "loja", "--stage", "bronze");

        assertThat(answer.exitCode()).isEqualTo(3);
        assertThat(answer.out()).contains("problem bronze.pedidos: landing/loja/pedidos/a.csv is not taken in");
        Answer json = new Command(other).type("run", "loja", "--stage", "bronze", "--json");
        assertThat(json.exitCode()).isEqualTo(3);
        assertThat(json.json().get("complete").asBoolean()).isFalse();
    }

    @Test
    void tablesAreListedWithTheirSizes() {
        assertThat(lake().type("tables").out())
                .contains("silver.pedidos", "gold.analise_clientes_pedidos", "last change (UTC)");
        JsonNode tables = lake().type("tables", "--json").json();
        assertThat(tables.findValuesAsText("table")).contains("bronze.pedidos", "silver.pedidos_quarantine");
        assertThat(tables.get(0).get("rows").asLong()).isPositive();
    }

    @Test
    void anEmptyLakeSaysHowToFillIt(@TempDir Path empty) {
        Answer answer = new Command(empty.resolve("none")).type("tables");

        assertThat(answer.exitCode()).isZero();
        assertThat(answer.out()).contains("no tables", "lakehouse demo");
        assertThat(new Command(empty).type("tables", "--json").json()).isEmpty();
        assertThat(empty.resolve("none")).doesNotExist();
    }

    @Test
    void aTableIsShownAsItIsAndAsItWas() {
        assertThat(lake().type("show", "analise_produtos", "--limit", "2").out())
                .contains("total_receita", "(2 rows)");
        assertThat(lake().type("show", "silver.pedidos").out()).contains("(20 rows)");
        assertThat(lake().type("show", "silver.pedidos", "--version", "0", "--csv")
                        .out()
                        .lines())
                .hasSizeGreaterThan(200)
                .first()
                .asString()
                .startsWith("id,id_cliente,");
        assertThat(lake().type("show", "silver.pedidos", "--timestamp", "2001-01-01")
                        .err())
                .contains("2001-01-01", "history");
    }

    @Test
    void aTableThatIsNotThereIsAskedBack() {
        Answer answer = lake().type("show", "silver.pedido");

        assertThat(answer.exitCode()).isEqualTo(2);
        assertThat(answer.err()).contains("There is no table silver.pedido", "did you mean 'silver.pedidos'?");
        assertThat(lake().type("history", "pedidos").err()).contains("bronze.pedidos and silver.pedidos");
    }

    @Test
    void aHistoryTellsWhatEachVersionChanged() {
        assertThat(lake().type("history", "silver.pedidos").out()).containsPattern("\\b0 .* MERGE .* inserted.* 0\n");
        JsonNode newest =
                lake().type("history", "silver.pedidos", "--json").json().get(0);
        assertThat(newest.get("metrics").get("numTargetRowsInserted").asLong()).isPositive();
        JsonNode inputs = newest.get("parameters").get("inputs");
        assertThat(inputs.get("bronze.pedidos").get("to").asLong()).isZero();
    }

    @Test
    void whatIsNoQueryIsRefusedInPlainWords() {
        Answer drop = lake().type("sql", "drop table silver.pedidos");
        assertThat(drop.exitCode()).isEqualTo(2);
        assertThat(drop.err())
                .contains("Only a single SELECT can be run here", "what begins with 'drop' is none", "pipelines alone");
        assertThat(lake().type("sql", "select 1; select 2").err()).contains("there are 2 statements");
        assertThat(lake().type("sql", "select 1; drop table silver.pedidos").err())
                .contains("not all of its statements are one");
        assertThat(lake().type("sql", "select 1;").exitCode()).isZero();
    }

    @Test
    void aQueryReadsTablesOfAllLayersAndOfThePast() {
        Answer answer = lake().type(
                        "sql",
                        "--json",
                        "select count(*) as n from silver.pedidos p join silver.pedidos q at (version => 0) on p.id = q.id");

        assertThat(answer.json().get("n").asLong()).isGreaterThan(200);
        Answer wrong = lake().type("sql", "select idd from silver.pedidos");
        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.err()).contains("idd");
    }

    @Test
    void quarantineIsToldByRuleAndThenRowByRow() {
        Answer answer = lake().type("quarantine", "pedidos");

        assertThat(answer.exitCode()).isZero();
        assertThat(answer.out())
                .contains("for example", "not_null(quantidade)", "landing/loja/pedidos/2024-01-0", "{\"id_pedido\":");
        assertThat(lake().type("quarantine", "silver.pedidos", "--json").out().lines())
                .hasSizeGreaterThan(3)
                .allSatisfy(line -> assertThat(line).startsWith("{\"_rule\":"));
        assertThat(lake().type("quarantine", "silver.pedidos_quarantine", "--limit", "1")
                        .out())
                .endsWith("(1 row)\n");
        assertThat(lake().type("quarantine", "clientes").out()).startsWith("Nothing is in quarantine");
    }

    @Test
    void pipelinesAreChecked(@TempDir Path pipelines) throws IOException {
        Answer right = lake().type("validate");
        assertThat(right.exitCode()).as(right.err()).isZero();
        assertThat(right.out())
                .contains(
                        "✓ loja: 3 sources, 3 silver tables, 3 gold tables",
                        "✓ musica: 2 sources, 5 silver tables, 2 gold tables",
                        "✓ pontos: 4 sources, 4 silver tables, 2 gold tables");
        Path wrong = Files.createDirectories(pipelines.resolve("p"));
        Files.writeString(wrong.resolve("pipeline.yml"), "pipeline: p\nsourcs: {}\n");

        Answer answer = lake().type("validate", "--pipelines", pipelines.toString());

        assertThat(answer.exitCode()).isEqualTo(2);
        assertThat(answer.err()).contains("pipeline.yml:2: ", "did you mean 'sources'?");
        assertThat(lake().type("run", "lojja").err()).contains("did you mean 'loja'?");
    }

    @Test
    void validateAsJsonHasOneFormWhateverIsWrong(@TempDir Path pipelines) throws IOException {
        Path wrong = Files.createDirectories(pipelines.resolve("p"));
        Files.writeString(wrong.resolve("pipeline.yml"), """
                pipeline: p
                sources: { t: { path: "p/**", format: csv } }
                gold: { g: { sql: g.sql, kee: [id] }, h: { sql: h.sql } }
                """);
        Files.writeString(wrong.resolve("g.sql"), "select 1 as id");
        Files.writeString(wrong.resolve("h.sql"), "select\n  wrong");
        Path right = Files.createDirectories(pipelines.resolve("q"));
        Files.writeString(
                right.resolve("pipeline.yml"), "pipeline: q\nsources: { u: { path: \"q/**\", format: csv } }\n");

        Answer answer = lake().type("validate", "--json", "--pipelines", pipelines.toString());

        assertThat(answer.exitCode()).isEqualTo(2);
        assertThat(answer.err()).isEmpty();
        assertThat(answer.json()).hasSize(2);
        assertThat(answer.json().get(0).get("problems"))
                .hasSize(2)
                .allSatisfy(problem -> assertThat(problem.fieldNames())
                        .toIterable()
                        .containsExactly("source", "line", "what", "why", "fix"));
        assertThat(answer.json().get(0).get("problems").findValuesAsText("line"))
                .containsExactly("3", "2");
        assertThat(answer.json().get(1).get("valid").asBoolean()).isTrue();
        assertThat(answer.json().get(0).fieldNames())
                .toIterable()
                .containsExactlyElementsOf(() -> answer.json().get(1).fieldNames());
        assertThat(lake().type("validate", "none", "--json")
                        .failure()
                        .get("problems")
                        .isArray())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "show silver.pedidos --limit -1 | --limit is -1 | 0 for all",
                "quarantine pedidos --limit -2 | --limit is -2 | 0 for all",
                "history silver.pedidos --limit -1 | --limit is -1 | 0 for all",
                "show silver.pedidos --version -1 | There is no version -1 of silver.pedidos | history",
                "sql ∅ | The query is empty | write a SELECT",
                "sql ; | Only a single SELECT | from silver.pedidos",
                "sql /*~nothing~*/ | Only a single SELECT | from silver.pedidos",
                "sql select~*~from~pedido | There is no table pedido | did you mean silver.pedidos?",
                "run loja --stage gol | 'gol' cannot be taken | --stage is one of bronze, silver, gold",
                "generate shop | There is no command 'generate shop' | there are loja, loja_postgresql, musica, pontos",
                "show produtoss | There is no table produtoss | did you mean 'silver.produtos'?",
                "run loja --table pedidoss | makes no table pedidoss | did you mean --table silver.pedidos?",
                "run loja --table gold.analise_produto | makes no table | did you mean --table gold.analise_produtos?",
                "run loja --stage gold --table clientes | in the stage gold | leave out --stage",
                "run loja --table q | makes no table q | name one of these",
            })
    void whatMeansNothingIsRefusedInPlainWords(String line, String what, String fix) {
        String[] words = line.split(" ", -1);
        Answer answer = lake().type(Stream.of(words)
                .map(word -> word.equals("∅") ? " " : word.replace('~', ' '))
                .toArray(String[]::new));

        assertThat(answer.exitCode()).as(answer.err()).isEqualTo(2);
        assertThat(answer.out()).isEmpty();
        assertThat(answer.err().lines().toList()).hasSize(3);
        assertThat(answer.err().lines().findFirst().orElseThrow())
                .startsWith("error: ")
                .contains(what);
        assertThat(answer.err().lines().skip(1).toList().toString()).contains(fix);
    }

    @Test
    void settingsThatAreWrongAreToldAllAtOnce() {
        Answer answer = lake().type("tables", "--memory", "12XB", "--threads", "0");

        assertThat(answer.exitCode()).isEqualTo(2);
        assertThat(answer.err()).contains("--memory=12XB", "--threads=0");
    }

    private static Command lake() {
        return new Command(folder);
    }
}
