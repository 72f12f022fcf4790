package dev.lakehouse.journey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the tables of {@code pipelines/pontos} have to be: SQL over the landed files, written apart from the pipeline's own. */
final class PontosTruth {
    /** By folder, its columns and their types; the key is the first. */
    private static final Map<String, Map<String, String>> COLUMNS = Map.of(
            "clientes",
            columns("id_cliente bigint, nome varchar, email varchar, cidade varchar, criado_em timestamptz"),
            "produtos",
            columns("id_produto bigint, nome varchar, categoria varchar, pontos int"),
            "transacoes",
            columns("id_transacao bigint, id_cliente bigint, data_transacao timestamptz, canal varchar, pontos int"),
            "transacao_produto",
            columns("id_transacao_produto bigint, id_transacao bigint, id_produto bigint, quantidade int, pontos int"));

    private PontosTruth() {}

    /** Makes tables of what is left of each row after its changes, in {@code truth}; all changes are in {@code raw}. */
    static void open(PlainDuckDb duckdb, Path landing) {
        duckdb.execute("create schema raw");
        duckdb.execute("create schema truth");
        COLUMNS.forEach((table, columns) -> {
            duckdb.execute("create table raw." + table + " as "
                    + changes(landing.resolve("pontos").resolve(table), columns));
            String key = columns.keySet().iterator().next();
            String sound = columns.containsKey("pontos") ? "(word = 'D' or pontos is not null)" : "true";
            duckdb.execute("create table truth." + table + " as select * exclude (OP, word, file) from (select *,"
                    + " upper(coalesce(OP, 'I')) as word from raw." + table + ") where word in ('I', 'U', 'D') and "
                    + sound
                    + " qualify row_number() over (partition by " + key
                    + " order by atualizado_em desc, file desc) = 1 and word <> 'D'");
        });
    }

    /** By table, its rows. */
    static Map<String, String> tables() {
        Map<String, String> tables = new LinkedHashMap<>();
        tables.put("silver.clientes_pontos", "from truth.clientes");
        tables.put("silver.produtos_pontos", "from truth.produtos");
        tables.put(
                "silver.transacoes",
                "select id_transacao, id_cliente, data_transacao::date, data_transacao, canal, pontos, atualizado_em"
                        + " from truth.transacoes");
        tables.put("silver.transacao_produto", "from truth.transacao_produto");
        tables.put(
                "gold.relatorio_diario",
                "select data_transacao::date as d, count(*), count(distinct id_cliente),"
                        + " coalesce(sum(pontos) filter (where pontos > 0), 0),"
                        + " coalesce(-sum(pontos) filter (where pontos < 0), 0), sum(pontos),"
                        + " (select coalesce(sum(quantidade), 0) from truth.transacao_produto where id_transacao in"
                        + " (select id_transacao from truth.transacoes o where o.data_transacao::date = d))"
                        + " from truth.transacoes group by 1");
        tables.put("gold.churn", churn());
        return tables;
    }

    /** Each date by itself: who had come by then, and when last. */
    private static String churn() {
        return """
                with v as (select distinct id_cliente as c, data_transacao::date as d from truth.transacoes),
                dias as (select unnest(range((select min(d) from v), (select max(d) from v) + interval 1 day,
                    interval 1 day))::date as dia),
                ultimas as (select dia, c, max(d) as ultima, max(d) filter (where d < dia) as antes
                    from dias join v on d <= dia group by dia, c)
                select dia, count(*), count(*) filter (where dia - ultima > 14), count(*) filter (where dia - ultima = 15),
                    count(*) filter (where ultima = dia and dia - antes > 15),
                    (count(*) filter (where dia - ultima > 14))::double / count(*)
                from ultimas group by dia""";
    }

    private static String changes(Path folder, Map<String, String> columns) {
        Map<String, String> all = new LinkedHashMap<>(columns);
        all.put("atualizado_em", "timestamptz");
        String typed = all.entrySet().stream()
                .map(column -> column.getKey() + "::" + column.getValue() + " as " + column.getKey())
                .collect(Collectors.joining(", "));
        String texts = Stream.concat(Stream.of("OP"), all.keySet().stream())
                .map(column -> column + ": 'varchar'")
                .collect(Collectors.joining(", ", "{", "}"));
        List<String> files = new ArrayList<>();
        for (Path file : files(folder)) {
            String name = file.getFileName().toString();
            String read = name.endsWith(".json")
                    ? "read_json('" + file + "', format = 'newline_delimited', columns = " + texts + ")"
                    : "read_parquet('" + file + "')";
            String operation = name.contains("carga") ? "null::varchar as OP" : "OP";
            files.add("select " + operation + ", " + typed + ", '" + name + "' as file from " + read);
        }
        return String.join(" union all ", files);
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> columns(String text) {
        Map<String, String> columns = new LinkedHashMap<>();
        for (String column : text.split(", ", -1)) {
            columns.put(column.substring(0, column.indexOf(' ')), column.substring(column.indexOf(' ') + 1));
        }
        return columns;
    }
}
