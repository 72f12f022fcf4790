package dev.lakehouse.cli;

import java.util.Map;
import java.util.concurrent.Callable;

import dev.lakehouse.cli.screen.Amounts;
import dev.lakehouse.generate.database.ShopDatabase;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "loja_postgresql",
        description = {
            "Makes the shop's tables in a PostgreSQL database, for the pipeline loja_postgresql.",
            "",
            "The database is that of a connection: its address is in LAKEHOUSE_CONNECTION_<NAME>_URL, its login in _USER and",
            "_PASSWORD. The user has to be allowed to make tables there; the one who reads needs no more than to read.",
            "It makes clientes, produtos and pedidos, and never touches tables that have rows, unless asked for --changes."
        },
        footerHeading = "%nExamples%n",
        footer = {
            "  lakehouse generate loja_postgresql                      10,000 orders",
            "  lakehouse run loja_postgresql                           takes them in",
            "  lakehouse generate loja_postgresql --changes --orders 100",
            "                                                          a later day: new orders, and changed rows"
        })
final class GenerateShopDatabaseCommand implements Callable<Integer> {
    private final Context context;

    @Option(
            names = "--orders",
            paramLabel = "N",
            defaultValue = "10000",
            description = "How many orders are made. Else ${DEFAULT-VALUE}.")
    private long orders;

    @Option(
            names = "--connection",
            paramLabel = "NAME",
            defaultValue = "loja",
            description = "The connection that names the database. Else ${DEFAULT-VALUE}.")
    private String connection;

    @Option(names = "--changes", description = "Change the shop that is there, as a day does.")
    private boolean changes;

    @Mixin
    final VersionOption versionOption = new VersionOption();

    GenerateShopDatabaseCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        ShopDatabase shop = new ShopDatabase(context.tools().connection(connection));
        Map<String, Long> counts = changes ? shop.change(orders) : shop.make(orders);
        if (context.json()) {
            JsonDocument.print(counts, context.out());
        } else {
            counts.forEach(
                    (table, rows) -> context.out().line(table + " has " + Amounts.count(rows, "row", "rows") + "."));
        }
        return 0;
    }
}
