package dev.lakehouse.cli;

import java.util.OptionalLong;
import java.util.stream.Collectors;

import dev.lakehouse.cli.rows.RowFormat;
import dev.lakehouse.cli.rows.RowPrinter;
import dev.lakehouse.cli.screen.Outlet;
import dev.lakehouse.cli.screen.Style;
import dev.lakehouse.generate.DemoStory;
import dev.lakehouse.journey.QueryLake;
import dev.lakehouse.schema.Layer;
import dev.lakehouse.schema.TableName;
import dev.lakehouse.table.CommitEntry;
import dev.lakehouse.table.Lake;

import static java.util.Objects.requireNonNull;

/** What there is to see in the demo's lake, and how to see more. */
final class DemoTour {
    private static final TableName CUSTOMERS = new TableName(Layer.GOLD, "analise_clientes_pedidos");
    private static final TableName ORDERS = new TableName(Layer.SILVER, "pedidos");
    private static final int MOST_VERSIONS = 4;
    private static final int MOST_COMMITS = 100;
    private static final int MOST_REFUSED = 6;

    private final Outlet out;
    private final DemoPage page;
    private final Lake lake;
    private final QueryLake query;
    private final NextCommand next;

    DemoTour(Outlet out, DemoPage page, Lake lake, QueryLake query, NextCommand next) {
        this.out = requireNonNull(out, "out is null");
        this.page = requireNonNull(page, "page is null");
        this.lake = requireNonNull(lake, "lake is null");
        this.query = requireNonNull(query, "query is null");
        this.next = requireNonNull(next, "next is null");
    }

    void show(DemoStory story) {
        gold();
        comeback(story);
        correction(story);
        history();
        quarantine();
        more(story);
    }

    private void gold() {
        page.title("Gold: the best customers");
        print("select id_cliente, nome, cidade, total_pedidos, total_gasto, categorias_compradas from " + CUSTOMERS
                + " order by total_gasto desc, id_cliente limit 5");
    }

    private void comeback(DemoStory story) {
        page.title("The customer who came back");
        page.say("Customer " + story.customer() + " is one row in gold, updated with each order, not inserted again:");
        page.say("");
        print(atEachVersion(
                CUSTOMERS,
                "id_cliente, nome, total_pedidos, total_gasto, data_ultimo_pedido",
                "id_cliente = " + story.customer()));
    }

    private void correction(DemoStory story) {
        page.title("The order that was corrected");
        page.say("Order " + story.correctedOrder()
                + " landed twice. Silver has it once, as corrected, and knows what it was:");
        page.say("");
        print(atEachVersion(
                ORDERS,
                "id, id_cliente, quantidade, status, valor_total, data_pedido",
                "id = " + story.correctedOrder()));
    }

    private void history() {
        page.title("The history of " + ORDERS);
        new HistoryScreen(out).show(lake.existing(ORDERS).history(MOST_VERSIONS));
    }

    private void quarantine() {
        page.title("The quarantine of " + ORDERS + ", and why");
        new QuarantineScreen(out, query, RowFormat.FIGURE).show(ORDERS.quarantine(), OptionalLong.of(MOST_REFUSED));
    }

    private void more(DemoStory story) {
        page.title("Try next");
        command("tables");
        command("show", "gold.analise_produtos");
        command("sql", "select categoria, sum(total_receita) from gold.analise_produtos group by all order by 2 desc");
        command("sql", "select * from silver.pedidos at (version => 0) where id = " + story.correctedOrder());
        command("quarantine", "silver.produtos");
        command("run", "loja");
        command("train", "recompra");
        command("new", "--help");
    }

    private void command(String... words) {
        out.line("  " + out.styled(Style.GREEN, next.line(words)));
    }

    private void print(String sql) {
        RowPrinter printer = RowFormat.FIGURE.printer(out);
        query.sql(sql, printer);
        printer.finish();
    }

    /** The row as it was at the first versions, without those at which it had not changed. */
    private String atEachVersion(TableName table, String columns, String condition) {
        return "select min(version) as \"since version\", " + columns + " from (" + union(table, columns, condition)
                + ") group by all order by all";
    }

    private String union(TableName table, String columns, String condition) {
        return lake.existing(table).history(MOST_COMMITS).stream()
                .map(CommitEntry::version)
                .sorted()
                .limit(MOST_VERSIONS)
                .map(version -> "select " + version + " as version, " + columns + " from " + table + " at (version => "
                        + version + ") where " + condition)
                .collect(Collectors.joining(" union all "));
    }
}
