package dev.lakehouse.config.pipeline;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Each case breaks one thing of a pipeline that is right, and expects one problem at one line. */
class PipelineProblemsTest {
    @TempDir
    private Path pipelines;

    private PipelineFolder folder;

    @BeforeEach
    void setUp() {
        folder = new PipelineFolder(pipelines, "loja");
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            pipeline: loja | pipeline: Loja | 1: 'Loja' cannot be a name: it holds 'L', and names hold only a-z, 0-9 and _ (write for example loja)
            pipeline: loja | pipeline: 7 | 1: pipeline is a number, not a text: that is how YAML reads what stands there (put it in quotes)
            An online shop | "" | 2: description is blank: a text is needed (write it, or remove the key)
            An online shop | [a] | 2: description is a list, not a text: that is how YAML reads what stands there (write one text)
            An online shop | ~ | 2: description has no value: nothing, ~ and null mean that there is none (write one, in quotes if it is the text null, or remove the key)
            0 2 1 */2 * | 0 2 1 */2 | 3: schedule: '0 2 1 */2' is no cron expression: it has 4 fields, not 5 (write minute, hour, day of the month, month and day of the week: "0 2 * * *" is every day at 02:00)
            0 2 1 */2 * | 0 24 1 */2 * | 3: schedule: '0 24 1 */2 *' is no cron expression: the hour cannot be '24', it goes from 0 to 23 (write minute, hour, day of the month, month and day of the week: "0 2 * * *" is every day at 02:00)
            """)
    void ofTheWholePipeline(String right, String wrong, String problem) {
        assertThat(breaking(right, wrong)).containsExactly(problem);
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            { path: "loja/clientes/**", format: json } | { path: "loja/clientes/**" } | 5: sources.clientes has no 'format': it must be given (write for example format: csv)
            { path: "loja/clientes/**", format: json } | { format: json } | 5: sources.clientes has no 'path': it must be given (write for example path: "shop/orders/**")
            { path: "loja/clientes/**", format: json } | loja/clientes | 5: sources.clientes is a text, not a mapping: that is how YAML reads what stands there (write lines of the form 'key: value' below it)
            { path: "loja/clientes/**", format: json } | {} | 5: sources.clientes is empty: it needs at least one key (fill it, or remove it)
            loja/clientes/** | /loja/clientes/** | 5: sources.clientes.path: '/loja/clientes/**' is no path below landing: it is taken from the landing folder, with / between folders (write for example shop/orders/** or shop/orders/*.csv)
            loja/clientes/** | loja/../../clientes/** | 5: sources.clientes.path: 'loja/../../clientes/**' is no path below landing: '..' leaves the landing folder (write for example shop/orders/** or shop/orders/*.csv)
            loja/clientes/** | loja/clientes/ | 5: sources.clientes.path: 'loja/clientes/' is no path below landing: between two / stands a folder, and after the last one a file (write for example shop/orders/** or shop/orders/*.csv)
            loja/clientes/** | loja/[a-/** | 5: sources.clientes.path: 'loja/[a-/**' is no path below landing: Invalid range at character 7 (write for example shop/orders/** or shop/orders/*.csv)
            loja/clientes/** | loja/{a,b | 5: sources.clientes.path: 'loja/{a,b' is no path below landing: Missing '} at character 9 (write for example shop/orders/** or shop/orders/*.csv)
            format: json } | format: json, csv: { header: true } } | 5: sources.clientes.csv says how CSV is written: the format is json (remove it, or write format: csv)
            mode: append | mode: ful | 10: sources.pedidos.mode cannot be 'ful': it is one of append, full, cdc (did you mean 'full'?)
            mode: append | mode: cdc | 7: sources.pedidos has no 'cdc': it must be given (write for example cdc: { operation: OP })
            format: json } | format: json, full: { snapshot: folder } } | 5: sources.clientes.full says how files of the mode full are read: the mode is append (remove it, or write mode: full)
            format: parquet, unpack | format: parquet, mode: cdc, cdc: { operation: OP, insert: [c, R], update: [U, r] }, unpack | 6: sources.produtos.cdc has one word for two operations: a row that has it could mean either (let insert, update and delete share no word)
            changed_files: fail | changed_files: ingest_again | 11: sources.pedidos.changed_files cannot be 'ingest_again': it is one of ingest-again, ignore, fail (did you mean 'ingest-again'?)
            max_files: 20 | max_files: 0 | 12: sources.pedidos.max_files is 0: it must be from 1 to 2147483647 (write a number within these bounds)
            max_files: 20 | max_files: 99999999999 | 12: sources.pedidos.max_files is 99999999999: it must be from 1 to 2147483647 (write a number within these bounds)
            max_files: 20 | max_files: many | 12: sources.pedidos.max_files is a text, not a whole number: that is how YAML reads what stands there (write a number from 1 to 2147483647, without quotes)
            1.5GB | 12XB | 13: sources.pedidos.max_bytes: '12XB' is no amount of bytes: it is a number followed by B, KB, MB, GB or TB (write for example 512MB or 4GB)
            1.5GB | 0GB | 13: sources.pedidos.max_bytes is 0: no file would fit (write for example 4GB)
            delimiter: ";" | delimiter: "" | 14: sources.pedidos.csv.delimiter cannot be '': it has 1 to 4 bytes, and no line break (write for example ";", "\\t" or '"')
            delimiter: ";" | delimiter: "'" | 14: sources.pedidos.csv has one delimiter and quote: a reader could not tell them apart (change one of them)
            header: true | header: yes | 14: sources.pedidos.csv.header is a text, not true or false: that is how YAML reads what stands there (write true or false, without quotes)
            encoding: latin-1 | encoding: latin1 | 14: sources.pedidos.csv.encoding cannot be 'latin1': it is one of utf-8, latin-1, utf-16 (did you mean 'latin-1'?)
            null_text: '\\N' | null_text: NULL | 14: sources.pedidos.csv.null_text has no value: nothing, ~ and null mean that there is none (write one, in quotes if it is the text null, or remove the key)
            comment: "#" | comment: " #" | 14: sources.pedidos.csv.comment cannot be ' #': it is one or more ASCII characters that a line begins with (write for example "#")
            quote: "'" | quote: "" | 14: sources.pedidos.csv has an escape that nothing is escaped by: what it protects is kept between quotes, and quote is empty (change one of them)
            max_size: 2GB | max_size: 0B | 6: sources.produtos.unpack.max_size is 0: no file would fit (write for example 16GB)
            id_pedido: bigint, | ID: bigint, id: bigint, | 15: columns 'ID' and 'id' are one: engines ignore the case of names (rename one of them)
            id_pedido: bigint, | _batch: bigint, | 15: '_batch' cannot be a column of its own: bronze adds a column of that name to what landed (give it another name, for example batch)
            id_pedido: bigint, | id_pedido: timestamp(6), | 15: sources.pedidos.columns.id_pedido: 'timestamp(6)' is no type here: timestamp keeps milliseconds; only a silver column itself can be timestamp(6) (write timestamp)
            """)
    void ofSources(String right, String wrong, String problem) {
        assertThat(breaking(right, wrong)).containsExactly(problem);
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            from: clientes | from: cliente | 18: there is no source 'cliente': those that are defined are clientes, produtos, pedidos (did you mean 'clientes'?)
            load: append | load: upsert | 21: silver.produtos has no 'key': upsert changes the row that has the same key (write for example key: [id], or load: append)
            load: append | load: append${NL}    key: [id] | 24: silver.produtos.key means nothing here: append keeps every row, and never compares two (remove it, or write load: upsert)
            tags: array<string> | tags: decimal(9,2) | 24: 'decimal(9,2)' is cut in two at its comma: within { } a comma ends a text that is not in quotes (write it in quotes: tags: "decimal(9,2)")
            load: append | load: history | 23: silver.produtos.load cannot be 'history': it is one of upsert, append (write one of them)
            load: append | sequence: [id] | 23: silver.produtos.sequence means nothing here: append keeps every row, and never compares two (remove it, or write a key: [id])
            tags: array<string> | tags: array<strin> | 24: silver.produtos.columns.tags: 'strin' is no type: types are string, boolean, tinyint, smallint, integer, bigint, real, double, date, timestamp, binary, varchar, text, int, long, float, decimal(p,s), array<type> (did you mean 'string'?)
            id: int, tags | preço: int, tags | 24: 'preço' cannot be a name: it holds 'ç', and names hold only a-z, 0-9 and _ (write for example preco)
            id: int, tags | 2024: int, tags | 24: '2024' cannot be a name: it starts with a digit, and names start with a letter or _ (write for example t_2024)
            sequence: data_pedido | sequence: data | 29: silver.pedidos has no column 'data': those that are defined are id, id_cliente, valor_total, data_pedido, preco, visto (did you mean 'data_pedido'?)
            sequence: data_pedido | sequence: [] | 29: silver.pedidos.sequence is empty: it needs at least one name (fill it, or remove it)
            sequence: data_pedido | sequence: [id, id] | 29: 'id' stands twice in silver.pedidos.sequence: once says it (remove one)
            sql: pedidos.sql | sql: pedido.sql | 30: there is no file pedido.sql: it is looked for in ${FOLDER} (did you mean 'pedidos.sql'?)
            sql: pedidos.sql | sql: ../pedidos.sql | 30: '../pedidos.sql' leaves the pipeline's folder: a pipeline is one folder, with its SQL in it (copy the file into ${FOLDER} and write its name alone)
            from: id_pedido, type: bigint | from: id_pedido | 32: silver.pedidos.columns.id has no 'type': it must be given (write for example type: string)
            from: id_pedido, type: bigint | from: id_pedido, expr: a, type: bigint | 32: silver.pedidos.columns.id has 'from' and 'expr': a value comes from a column or from an expression (keep one; an expression can use the column's name)
            from: id_pedido, type: bigint | type: bigint, formats: [yyyy] | 32: silver.pedidos.columns.id.formats means nothing here: the type is bigint (remove it, or make the type date or timestamp)
            visto: timestamp(6) | visto: { type: date, decimal_comma: true } | 37: silver.pedidos.columns.visto.decimal_comma means nothing here: the type is date (remove it, or make the type decimal(12,2) or another number)
            valor_total: decimal(12,2) | valor_total: decimal | 34: silver.pedidos.columns.valor_total: 'decimal' is no type: it must say its digits (write for example decimal(12,2))
            valor_total: decimal(12,2) | valor_total: decimal(39,2) | 34: silver.pedidos.columns.valor_total: 'decimal(39,2)' is out of bounds: a decimal has 1 to 38 digits, and no more behind the point than in all (write for example decimal(12,2): 12 digits, 2 of them behind the point)
            valor_total: decimal(12,2) | valor_total: varchar(20) | 34: silver.pedidos.columns.valor_total: 'varchar(20)' is no type: types are string, boolean, tinyint, smallint, integer, bigint, real, double, date, timestamp, binary, varchar, text, int, long, float, decimal(p,s), array<type> (write varchar alone)
            "dd/MM/yyyy" | "DD/MM/YYYY" | 35: silver.pedidos.columns.data_pedido.formats, entry 2: 'DD/MM/YYYY' reads other days than it seems: Y is the year of a week, and D the day of a year (write for example yyyy-MM-dd or "dd/MM/yyyy HH:mm:ss")
            "dd/MM/yyyy" | "%d/%m" | 35: silver.pedidos.columns.data_pedido.formats, entry 2: '%d/%m' is no pattern of a date: it is written in letters, without % (write for example yyyy-MM-dd or "dd/MM/yyyy HH:mm:ss")
            not_null: [id, valor_total] | not_null: [id, valor] | 39: the table has no column 'valor': those that are defined are id, id_cliente, valor_total, data_pedido, preco, visto (did you mean 'valor_total'?)
            not_null: [id, valor_total] | notnull: [id] | 39: 'notnull' is no key of silver.pedidos.rules, entry 1: its keys are not_null, references, check, action (did you mean 'not_null'?)
            table: clientes | table: cliente | 40: there is no silver table 'cliente': those that are defined are clientes, produtos, pedidos (did you mean 'clientes'?)
            table: clientes | table: produtos | 40: silver.produtos cannot be referred to: it has no key (give it a key of one column, or check the rows in SQL)
            table: clientes | table: pedidos | 38: silver tables refer to one another in a circle: pedidos -> pedidos, so that none could be filled first (remove one of these references rules)
            column: id_cliente | column: id_client | 40: the table has no column 'id_client': those that are defined are id, id_cliente, valor_total, data_pedido, preco, visto (did you mean 'id_cliente'?)
            id_cliente: bigint | id_cliente: string | 40: silver.pedidos.id_cliente cannot refer to silver.clientes.id: the one is string, the other bigint, and no value of the one is surely a value of the other (make them of one type: id_cliente bigint, or id string)
            columns: { id: bigint, cidade: | columns: { id: date, cidade: | 40: silver.pedidos.id_cliente cannot refer to silver.clientes.id: the one is bigint, the other date, and no value of the one is surely a value of the other (make them of one type: id_cliente date, or id bigint)
            id_cliente: bigint | id_cliente: decimal(38,30) | 40: silver.pedidos.id_cliente cannot refer to silver.clientes.id: the one is decimal(38,30), the other bigint, and no value of the one is surely a value of the other (make them of one type: id_cliente bigint, or id decimal(38,30))
            action: warn | action: warm | 41: silver.pedidos.rules, entry 3.check.action cannot be 'warm': it is one of warn, drop, quarantine, fail (did you mean 'warn'?)
            not_null: preco | not_null: id | 42: the rule not_null(id) stands twice: results go by its name (remove or rename one of them)
            action: warn } | action: warn }${NL}        action: drop | 41: this rule has two actions: one stands in it and one beside it (remove one of them)
            not_null: preco | references: { column: id, table: clientes }${NL}        not_null: preco | 42: this entry is 2 rules at once: an entry is one of not_null, references, check (write for example - not_null: [id], each rule behind a '- ' of its own)
            """)
    void ofSilverTables(String right, String wrong, String problem) {
        assertThat(breaking(right, wrong))
                .containsExactly(problem.replace("${FOLDER}", folder.path().toString()));
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            resumo: { sql: resumo.sql } | resumo: { key: [id] } | 45: gold.resumo has no 'sql': it must be given (write for example sql: resumo.sql)
            analise: | analise_quarantine: | 46: 'analise_quarantine' cannot be a table's name: names that end so belong to the tables that keep what a rule refused, or which keys were deleted (rename it)
            resumo: { sql: resumo.sql } | resumo: { sql: resumo.sql, load: by-key } | 45: gold.resumo has no 'key': by-key computes the rows of single keys (write for example key: [id], or load: replace)
            load: by-key | load: by_key | 48: gold.analise.load cannot be 'by_key': it is one of replace, by-key (did you mean 'by-key'?)
            load: by-key | load: replace | 50: gold.analise.changed_keys means nothing here: replace computes the whole table (remove it, or write load: by-key)
            key: [id_cliente] | key: [id_cliente, Ano] | 47: 'Ano' cannot be a name: it holds 'A', and names hold only a-z, 0-9 and _ (write for example ano)
            silver.clientes: [id] | silver.cliente: [id] | 51: there is no input table 'silver.cliente': those that are defined are silver.clientes, silver.produtos, silver.pedidos, gold.resumo (did you mean 'silver.clientes'?)
            silver.clientes: [id] | gold.analise: [id] | 51: there is no input table 'gold.analise': those that are defined are silver.clientes, silver.produtos, silver.pedidos, gold.resumo (define it, or name another)
            silver.clientes: [id] | silver.clientes: [id, cidade] | 51: gold.analise.changed_keys.silver.clientes has 2 columns: the key of gold.analise has 1 column, id_cliente (name the columns that hold the key, in its order, or write a query that yields it)
            silver.pedidos: id_cliente | silver.pedidos: id_client | 52: silver.pedidos has no column 'id_client': those that are defined are id, id_cliente, valor_total, data_pedido, preco, visto (did you mean 'id_cliente'?)
            """)
    void ofGoldTables(String right, String wrong, String problem) {
        assertThat(breaking(right, wrong)).containsExactly(problem);
    }

    @Test
    void refusesCircles() {
        assertThat(folder.complaints("""
                        pipeline: loja
                        sources:
                          a: { path: "a/*", format: csv }
                        silver:
                          a: { from: a, key: [id], columns: { id: bigint, b: bigint }, rules: [{ references: { column: b, table: b } }] }
                          b: { from: a, key: [id], columns: { id: bigint, c: bigint }, rules: [{ references: { column: c, table: c } }] }
                          c: { from: a, key: [id], columns: { id: bigint, a: bigint }, rules: [{ references: { column: a, table: a } }] }
                          d: { from: a, key: [id], columns: { id: bigint, a: bigint }, rules: [{ references: { column: a, table: a } }] }
                        """))
                .singleElement()
                .asString()
                .startsWith("5: silver tables refer to one another in a circle: a -> b -> c -> a,");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"integer", "decimal(12,2)", "double", "smallint"})
    void numbersReferToNumbers(String type) {
        assertThat(folder.read(PipelineFolder.FULL.replace("id_cliente: bigint", "id_cliente: " + type))
                        .silver())
                .hasSize(3);
    }

    @Test
    void checksFromWhereTheColumnsAreKnown() {
        assertThat(folder.complaints("""
                        pipeline: loja
                        sources:
                          a: { path: "a/*", format: csv, csv: { header: false }, columns: { id: bigint, nome: string } }
                          b: { path: "b/*", format: csv, csv: { header: false } }
                        silver:
                          a:
                            from: a
                            columns:
                              id: bigint
                              name: string
                              quando: { from: _ingested_at, type: timestamp }
                              grande: { expr: "upper(nome)", type: string }
                        """))
                .containsExactly(
                        "4: sources.b has no 'columns': its files have no header that names them (header: false)"
                                + " (list them in their order, for example columns: { id: bigint, name: string })",
                        "10: the source has no column 'name': those that are defined are id, nome, _source_file,"
                                + " _row, _batch, _ingested_at, _rescued (did you mean 'nome'?)");
    }

    @Test
    void refusesAnEmptyQueryFile() {
        folder.write("resumo.sql", " \n");

        assertThat(folder.complaints(PipelineFolder.FULL))
                .singleElement()
                .asString()
                .startsWith("45: the file resumo.sql is empty");
    }

    private Iterable<String> breaking(String right, String wrong) {
        assertThat(PipelineFolder.FULL).contains(right);
        return folder.complaints(PipelineFolder.FULL.replaceFirst(
                Pattern.quote(right), Matcher.quoteReplacement(wrong.replace("${NL}", "\n"))));
    }
}
