package dev.lakehouse.cli;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;

import dev.lakehouse.cli.progress.ProgressDisplay;
import dev.lakehouse.cli.screen.Amounts;
import dev.lakehouse.cli.screen.Outlet;
import dev.lakehouse.engine.Progress;
import dev.lakehouse.engine.Progress.Unit;
import dev.lakehouse.generate.DirtKind;
import dev.lakehouse.generate.GenerationSummary;
import dev.lakehouse.generate.LojaGenerator;
import dev.lakehouse.generate.LojaParameters;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "generate",
        description = {
            "Makes landing files of an online shop for the pipeline loja.",
            "",
            "It writes customers (CSV), products (JSON) and orders (CSV), a file of each a day, to landing/loja of the",
            "lake, and nothing else: 'run loja' makes tables of them. The first day is 2024-01-01. Customers move, prices",
            "change and orders are corrected, so that later days update what earlier ones brought. Dirty rows have a",
            "blank, a word or another country's comma for a number, dates in two forms, lines cut off, references to",
            "nothing, or stand there twice: silver mends some and quarantines the others.",
            "",
            "The same options make the same files, to the byte, so a command that was stopped goes on when it is typed",
            "again. Files that are there with other content are left alone, unless --overwrite is given. Any number of",
            "orders takes the same memory."
        },
        footerHeading = "%nExamples%n",
        footer = {
            "  lakehouse generate loja                                         10,000 orders over 30 days",
            "  lakehouse generate loja --orders 100000 --days 30 --seed 7      more of them, of another shop",
            "  lakehouse generate loja --orders 20000000 --days 1 --dirty 0    one big day without dirt",
            "  lakehouse generate loja --orders 5000 --days 3 --home /tmp/lake",
            "  lakehouse run loja --home /tmp/lake                             takes them in"
        })
final class GenerateCommand implements Callable<Integer> {
    /** Customers, products and corrections come on top, about so many. */
    private static final double ROWS_PER_ORDER = 1.25;

    private final Context context;

    /** What can be made. */
    enum Subject {
        LOJA;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Parameters(paramLabel = "<what>", description = "What to make: ${COMPLETION-CANDIDATES}.")
    private Subject subject;

    @Option(
            names = "--orders",
            paramLabel = "N",
            defaultValue = "10000",
            description = "How many orders in all. Else ${DEFAULT-VALUE}.")
    private long orders;

    @Option(
            names = "--days",
            paramLabel = "D",
            defaultValue = "30",
            description = "Over how many days. Else ${DEFAULT-VALUE}.")
    private int days;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "Another number makes another shop. Else ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--dirty",
            paramLabel = "P",
            defaultValue = "2",
            description = "How many rows in a hundred are dirty. Else ${DEFAULT-VALUE}.")
    private double dirty;

    @Option(
            names = "--overwrite",
            description = "Replaces files that are there with other content. Tables keep what was taken in from them.")
    private boolean overwrite;

    @Mixin
    final VersionOption versionOption = new VersionOption();

    GenerateCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        LojaGenerator generator = new LojaGenerator(new LojaParameters(orders, days, seed, dirty));
        GeneratedFiles files = new GeneratedFiles(context.tools());
        context.onInterrupt("Stopped. The same command goes on: files that are whole are left alone.");
        Progress progress = context.json() ? Progress.NONE : ProgressDisplay.of(context.err(), subject.toString());
        long expected = Math.max(1, Math.round(orders * ROWS_PER_ORDER));
        progress.begin("writing", expected, Unit.ROWS);
        GenerationSummary made;
        try {
            made = files.land(landing -> generator.generate(
                    landing, overwrite, rows -> progress.advance(Math.min(1, rows / (double) expected))));
        } finally {
            progress.end();
        }
        if (context.json()) {
            JsonDocument.print(json(made, files.landing()), context.out());
        } else {
            show(made, files.landing(), generator.date(1), generator.date(days));
        }
        return 0;
    }

    private void show(GenerationSummary made, String landing, LocalDate first, LocalDate last) {
        Outlet out = context.out();
        out.line(Amounts.count(made.orders(), "order", "orders") + " of "
                + Amounts.count(made.customers(), "customer", "customers") + " for "
                + Amounts.count(made.products(), "product", "products") + ", from " + first + " to " + last + ".");
        out.line(Amounts.count(made.rows(), "row", "rows") + " in " + Amounts.count(made.files(), "file", "files")
                + ", " + Amounts.bytes(made.bytes()) + ", in " + landing + "/" + subject + written(made)
                + ".");
        long dirtyRows =
                made.dirt().values().stream().mapToLong(Long::longValue).sum();
        if (dirtyRows > 0) {
            out.line(Amounts.count(dirtyRows, "row is", "rows are")
                    + " dirty: silver mends some and quarantines the others.");
        }
        out.line();
        out.line("Next: " + ShopPipeline.next(context).line("run", subject.toString()));
    }

    private static String written(GenerationSummary made) {
        if (made.filesWritten() == made.files()) {
            return "";
        }
        return made.filesWritten() == 0
                ? "; all were there already"
                : "; " + Amounts.count(made.filesWritten()) + " were written, the others were there already";
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
