package dev.lakehouse.generate;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static dev.lakehouse.generate.DirtKind.*;
import static org.assertj.core.api.Assertions.assertThat;

/** What the generator says of its files is true of the files. */
class LojaTruthTest {
    private static final int COLUMNS = 7;

    @TempDir
    private Path landing;

    @Test
    void theDirtOfOrdersIsCountedRight() {
        LojaParameters parameters = new LojaParameters(20_000, 4, 3, 12);
        GenerationSummary summary = new LojaGenerator(parameters).generate(landing, false, rows -> {});

        Map<DirtKind, Long> seen = new HashMap<>();
        String before = "";
        for (String[] row : Landed.pedidos(landing)) {
            String line = String.join(";", row);
            if (line.equals(before)) {
                seen.merge(REPEATED_PEDIDO, 1L, Long::sum);
            } else {
                dirtOf(row).forEach(kind -> seen.merge(kind, 1L, Long::sum));
            }
            before = line;
        }
        DirtKind.of("pedidos")
                .forEach(kind ->
                        assertThat(summary.dirt()).as(kind.name()).containsEntry(kind, seen.getOrDefault(kind, 0L)));
        // 12 % of 20,000 rows in eleven kinds, give or take.
        assertThat(DirtKind.of("pedidos"))
                .allSatisfy(kind ->
                        assertThat(summary.dirt().get(kind)).as(kind.name()).isBetween(120L, 320L));
    }

    @Test
    void aHeaderStandsOnceEvenWhereTheFirstRowIsRepeated() {
        new LojaGenerator(new LojaParameters(600, 30, 3, 100)).generate(landing, false, rows -> {});

        assertThat(Landed.files(landing).entrySet())
                .filteredOn(file -> file.getKey().endsWith(".csv"))
                .hasSize(60)
                .allSatisfy(file -> assertThat(file.getValue().lines().filter(line -> line.startsWith("id_")))
                        .hasSize(1));
    }

    @Test
    void theOrdersThatReachSilverAreCountedRight() {
        GenerationSummary summary =
                new LojaGenerator(new LojaParameters(20_000, 6, 3, 30)).generate(landing, false, rows -> {});

        Set<String> all = new HashSet<>();
        Set<String> valid = new HashSet<>();
        for (String[] row : Landed.pedidos(landing)) {
            all.add(row[0]);
            if (dirtOf(row).stream().allMatch(kind -> kind.fate() == Fate.MENDED)) {
                valid.add(row[0]);
            }
        }
        assertThat(all).hasSize(20_000);
        assertThat(summary.orders()).isEqualTo(20_000);
        assertThat(summary.ordersInSilver()).isEqualTo(valid.size()).isLessThan(17_000);
    }

    @Test
    void theDirtOfCustomersAndProductsIsCountedRight() throws SQLException {
        GenerationSummary summary =
                new LojaGenerator(new LojaParameters(30_000, 8, 5, 20)).generate(landing, false, rows -> {});
        Map<DirtKind, String> queries = new LinkedHashMap<>();
        queries.put(SHOUTED_EMAIL, "select count(*) from clientes where email <> lower(trim(email))");
        queries.put(LINE_BREAK_IN_NOME, "select count(*) from clientes where contains(nome, chr(10))");
        queries.put(REPEATED_CLIENTE, "select count(*) - count(distinct (filename, c)) from clientes c");
        queries.put(BLANK_PRECO, "select count(*) from produtos where preco is null");
        queries.put(BLANK_ESTOQUE, "select count(*) from produtos where estoque = ''");
        queries.put(COMMA_IN_PRECO, "select count(*) from produtos where contains(preco, ',')");
        queries.put(REPEATED_PRODUTO, "select count(*) - count(distinct (filename, p)) from produtos p");

        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckdb.createStatement()) {
            statement.execute(
                    "create table clientes as select * from read_csv('" + landing
                            + "/loja/clientes/*.csv', delim = ';', quote = '\"', header = true, all_varchar = true, filename = true)");
            statement.execute("create table produtos as select * from read_json('" + landing
                    + "/loja/produtos/*.jsonl', filename = true, columns = {id_produto: 'BIGINT', nome_produto: 'VARCHAR',"
                    + " categoria: 'VARCHAR', preco: 'VARCHAR', estoque: 'VARCHAR'})");
            for (Map.Entry<DirtKind, String> query : queries.entrySet()) {
                assertThat(number(statement, query.getValue()))
                        .as(query.getKey().name())
                        .isPositive()
                        .isEqualTo(summary.dirt().get(query.getKey()));
            }
            assertThat(number(statement, "select count(distinct id_cliente) from clientes"))
                    .isEqualTo(summary.customers());
            assertThat(number(statement, "select count(distinct id_produto) from produtos"))
                    .isEqualTo(summary.products());
            assertThat(number(statement, "select (select count(*) from clientes) + (select count(*) from produtos)")
                            + Landed.pedidos(landing).size())
                    .isEqualTo(summary.rows());
            // A customer's or product's first row is never one that is quarantined.
            assertThat(number(
                            statement,
                            "select count(*) from (select id_produto from produtos group by id_produto"
                                    + " having count(*) filter (where preco is not null and estoque <> '') = 0)"))
                    .isZero();
        }
    }

    @Test
    void withoutDirtEveryRowIsClean() throws SQLException {
        GenerationSummary summary =
                new LojaGenerator(new LojaParameters(20_000, 4, 3, 0)).generate(landing, false, rows -> {});

        assertThat(summary.dirt().values()).containsOnly(0L);
        assertThat(summary.ordersInSilver()).isEqualTo(20_000);
        List<String[]> rows = Landed.pedidos(landing);
        assertThat(rows).hasSize((int) (summary.orders() + summary.corrections()));
        assertThat(rows).allSatisfy(row -> assertThat(dirtOf(row)).isEmpty());
        assertThat(rows.stream().map(row -> String.join(";", row))).doesNotHaveDuplicates();
        assertThat(Landed.files(landing).entrySet().stream()
                        .filter(file -> !file.getKey().startsWith("pedidos"))
                        .flatMap(file -> file.getValue().lines().skip(1).map(line -> file.getKey() + line)))
                .doesNotHaveDuplicates();
    }

    @Test
    void ordersReferToCustomersAndProductsThatHaveLandedByThatDay() throws SQLException {
        new LojaGenerator(new LojaParameters(30_000, 8, 5, 0)).generate(landing, false, rows -> {});

        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckdb.createStatement()) {
            String day = "parse_filename(filename, true) as dia";
            statement.execute(
                    "create table clientes as select *, " + day + " from read_csv('" + landing
                            + "/loja/clientes/*.csv', delim = ';', quote = '\"', header = true, all_varchar = true, filename = true)");
            statement.execute("create table pedidos as select *, " + day + " from read_csv('" + landing
                    + "/loja/pedidos/*.csv', delim = ';', header = true, all_varchar = true, filename = true)");
            statement.execute("create table produtos as select *, " + day + " from read_json('" + landing
                    + "/loja/produtos/*.jsonl', filename = true)");
            for (String table : List.of("cliente", "produto")) {
                assertThat(number(
                                statement,
                                "select count(*) from pedidos p where not exists (select 1 from " + table
                                        + "s t where t.id_" + table + " = p.id_" + table + " and t.dia <= p.dia)"))
                        .isZero();
            }
        }
    }

    @Test
    void theStoryOfTheDemonstrationHappensHoweverDirtyTheFiles() {
        LojaGenerator generator = new LojaGenerator(new LojaParameters(900, 3, 11, 100));
        generator.generate(landing, false, rows -> {});
        DemoStory story = generator.story().orElseThrow();

        Map<String, String> files = Landed.files(landing);
        for (int day = 1; day <= 3; day++) {
            String prefix = story.orders().get(day - 1) + ";" + story.customer() + ";";
            assertThat(files.get("pedidos/" + generator.date(day) + ".csv").lines())
                    .filteredOn(line -> line.startsWith(prefix))
                    .singleElement()
                    .satisfies(line -> assertThat(dirtOf(line.split(";", -1))).isEmpty());
        }
        String corrected = story.correctedOrder() + ";" + story.customer() + ";";
        List<String[]> versions = Landed.pedidos(landing).stream()
                .filter(row -> String.join(";", row).startsWith(corrected))
                .toList();
        assertThat(versions)
                .extracting(row -> row[3])
                .containsExactly("" + story.quantityBefore(), "" + story.quantityAfter());
        assertThat(files.get("pedidos/2024-01-02.csv").lines()).anyMatch(line -> line.startsWith(corrected));
        assertThat(story.quantityAfter()).isNotEqualTo(story.quantityBefore());
    }

    @Test
    void withoutThreeDaysOfOrdersThereIsNoStory() {
        assertThat(new LojaGenerator(new LojaParameters(900, 2, 1, 0)).story()).isEmpty();
        assertThat(new LojaGenerator(new LojaParameters(2, 3, 1, 0)).story()).isEmpty();
        assertThat(new LojaGenerator(new LojaParameters(3, 3, 1, 0)).story()).isPresent();
    }

    private static Set<DirtKind> dirtOf(String[] row) {
        if (row.length != COLUMNS) {
            return Set.of(row.length < COLUMNS ? TRUNCATED_LINE : EXTRA_COLUMN);
        }
        Set<DirtKind> dirt = new HashSet<>();
        add(dirt, UNKNOWN_CLIENTE, row[1].length() == 11);
        add(dirt, UNKNOWN_PRODUTO, row[2].length() == 11);
        add(dirt, BLANK_QUANTIDADE, row[3].isEmpty());
        add(dirt, NOT_A_NUMBER, row[3].equals("abc"));
        add(dirt, BLANK_VALOR_TOTAL, row[5].isEmpty());
        add(dirt, COMMA_IN_VALOR_TOTAL, row[5].matches("\\d{1,3}(\\.\\d{3})*,\\d\\d"));
        add(dirt, BLANK_DATA_PEDIDO, row[6].isEmpty());
        add(dirt, BRAZILIAN_DATE, row[6].matches("\\d\\d/\\d\\d/\\d{4}"));
        if (dirt.isEmpty()) {
            assertThat(String.join(";", row))
                    .matches("\\d{1,9};\\d{1,9};\\d{1,9};([1-9]|10);[a-z]+;\\d+\\.\\d\\d;2024-01-\\d\\d");
        }
        return dirt;
    }

    private static void add(Set<DirtKind> dirt, DirtKind kind, boolean seen) {
        if (seen) {
            dirt.add(kind);
        }
    }

    private static long number(Statement statement, String query) throws SQLException {
        try (ResultSet result = statement.executeQuery(query)) {
            assertThat(result.next()).isTrue();
            return result.getLong(1);
        }
    }
}
