package dev.lakehouse.cli;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;

import dev.lakehouse.cli.screen.Amounts;
import dev.lakehouse.cli.screen.Outlet;
import dev.lakehouse.generate.DirtKind;
import dev.lakehouse.generate.GenerationSummary;
import dev.lakehouse.generate.LojaGenerator;
import dev.lakehouse.generate.LojaParameters;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "loja",
        description = {
            "Makes landing files of an online shop for the pipeline loja.",
            "",
            "It writes customers (CSV), products (JSON) and orders (CSV), a file of each a day, to landing/loja of the",
            "lake, and nothing else: 'run loja' makes tables of them. The first day is 2024-01-01. Customers move, prices",
            "change and orders are corrected, so that later days update what earlier ones brought. Dirty rows have a",
            "blank, a word or another country's comma for a number, dates in two forms, lines cut off, references to",
            "nothing, or stand there twice: silver mends some and quarantines the others."
        },
        footerHeading = "%nExamples%n",
        footer = {
            "  lakehouse generate loja                                         10,000 orders over 30 days",
            "  lakehouse generate loja --orders 100000 --days 30 --seed 7      more of them, of another shop",
            "  lakehouse generate loja --orders 20000000 --days 1 --dirty 0    one big day without dirt",
            "  lakehouse generate loja --orders 5000 --days 3 --home /tmp/lake",
            "  lakehouse run loja --home /tmp/lake                             takes them in"
        })
final class GenerateLojaCommand implements Callable<Integer> {
    /** Customers, products and corrections come on top, about so many. */
    private static final double ROWS_PER_ORDER = 1.25;

    private final Context context;

    @Option(
            names = "--orders",
            paramLabel = "N",
            defaultValue = "10000",
            description = "How many orders in all. Else ${DEFAULT-VALUE}.")
    private long orders;

    @Mixin
    final GenerateOptions options = new GenerateOptions();

    @Mixin
    final VersionOption versionOption = new VersionOption();

    GenerateLojaCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        LojaGenerator generator =
                new LojaGenerator(new LojaParameters(orders, options.days, options.seed, options.dirty));
        Generation generation = new Generation(ProductPipelines.SHOP, context);
        GenerationSummary made = generation.run(
                orders * ROWS_PER_ORDER, (landing, rows) -> generator.generate(landing, options.overwrite, rows));
        if (context.json()) {
            JsonDocument.print(json(made, generation.landing()), context.out());
        } else {
            show(made, generation, generator.date(1), generator.date(options.days));
        }
        return 0;
    }

    private void show(GenerationSummary made, Generation generation, LocalDate first, LocalDate last) {
        Outlet out = context.out();
        out.line(Amounts.count(made.orders(), "order", "orders") + " of "
                + Amounts.count(made.customers(), "customer", "customers") + " for "
                + Amounts.count(made.products(), "product", "products") + ", from " + first + " to " + last + ".");
        out.line(generation.size(made.rows(), made.files(), made.filesWritten(), made.bytes()));
        long dirtyRows =
                made.dirt().values().stream().mapToLong(Long::longValue).sum();
        if (dirtyRows > 0) {
            out.line(Amounts.count(dirtyRows, "row is", "rows are")
                    + " dirty: silver mends some and quarantines the others.");
        }
        out.line();
        out.line(generation.next());
    }

    private static Map<String, Object> json(GenerationSummary made, String landing) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("landing", landing);
        object.put("orders", made.orders());
        object.put("corrections", made.corrections());
        object.put("customers", made.customers());
        object.put("products", made.products());
        object.put("rows", made.rows());
        object.put("files", made.files());
        object.put("files_written", made.filesWritten());
        object.put("bytes", made.bytes());
        Map<String, Object> dirt = new LinkedHashMap<>();
        for (Map.Entry<DirtKind, Long> kind : made.dirt().entrySet()) {
            dirt.put(kind.getKey().name().toLowerCase(Locale.ROOT), kind.getValue());
        }
        object.put("dirt", dirt);
        return object;
    }
}
