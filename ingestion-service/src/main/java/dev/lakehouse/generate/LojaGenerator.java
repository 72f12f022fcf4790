package dev.lakehouse.generate;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Makes the landing files of the pipeline {@code loja}: an online shop in Brazil, from 2024-01-01 on.
 *
 * <p>Below the landing folder there are one file per source and day: {@code loja/clientes/2024-01-01.csv} (customers who are
 * new or have moved), {@code loja/produtos/2024-01-01.jsonl} (products that are new, have another price or were counted) and
 * {@code loja/pedidos/2024-01-01.csv} (the day's orders, then corrections of orders of the last three days: the same id with
 * another quantity and status, under the old date or the new one). Where a day has more orders than fit one file, these are
 * {@code 2024-01-01-0001.csv} and so on; names sort in the order of arrival.
 *
 * <p>The same parameters give the same bytes, on every platform and JDK. Memory does not grow with the number of orders: what
 * is true of a customer, product or order follows from its number (see {@link Dice}).
 *
 * <p><b>What a model can learn.</b> Each customer is loyal (10 %), regular (30 %) or occasional (60 %), which stands in no
 * file. It sets how often the customer buys (1 : 0.2 : 0.03, times 0.5 to 1 of one's own), after how many days the customer
 * drifts away (400-1600, 60-240, 15-60; then buys a fiftieth as often) and how likely the favourite category, the one of half
 * of one's orders, is one that is used up: Alimentos, Beleza, Pet or Papelaria (75 %, 45 %, 15 %). From the
 * second month on those take turns of 60 days of buying and 60 days of living on what they bought, in which they buy a twentieth
 * as often; turns begin on another day for each. So whether a customer buys again within 60 days shows in frequency, recency and
 * categories, and what a long pause means depends on the categories; neither city nor age nor name tells anything.
 *
 * @see DirtKind
 */
public final class LojaGenerator {
    private static final long ORDERS_PER_FILE = 5_000_000;

    private final LojaParameters parameters;
    private final long ordersPerFile;
    private final Calendar calendar;
    private final Customers customers;
    private final Products products;
    private final Orders orders;
    private final ClientesFile clientesFile;
    private final ProdutosFile produtosFile;
    private final PedidosFile pedidosFile;

    public LojaGenerator(LojaParameters parameters) {
        this(parameters, ORDERS_PER_FILE);
    }

    LojaGenerator(LojaParameters parameters, long ordersPerFile) {
        this.parameters = parameters;
        this.ordersPerFile = ordersPerFile;
        this.calendar = new Calendar(parameters.orders(), parameters.days());
        this.customers = new Customers(parameters);
        this.products = new Products(parameters);
        this.orders = new Orders(parameters, calendar, customers, products);
        this.clientesFile = new ClientesFile(parameters, customers);
        this.produtosFile = new ProdutosFile(parameters, products);
        this.pedidosFile = new PedidosFile(parameters, calendar, orders);
    }

    /**
     * Makes the files of all days. One that is there with the same content is left alone. Files of other days, which an earlier
     * generation left, are not touched.
     *
     * @param landing the lake's landing folder; made where it is not there
     * @param overwrite whether a file that is there with other content is replaced; if not, that is a failure of kind user
     * @param progress is told now and then, and at the end, how many rows there are so far
     */
    public GenerationSummary generate(Path landing, boolean overwrite, LongConsumer progress) {
        return generateDays(1, parameters.days(), landing, overwrite, progress);
    }

    /** Makes the files of one day alone, counted from 1: the same as those that {@link #generate} makes. */
    public GenerationSummary generateDay(int day, Path landing, boolean overwrite, LongConsumer progress) {
        return generateDays(day, day, landing, overwrite, progress);
    }

    /** The same for the days from one to another, both included. */
    public GenerationSummary generateDays(int first, int last, Path landing, boolean overwrite, LongConsumer progress) {
        Objects.checkFromToIndex(first - 1, last, parameters.days());
        GenerationSummary all = GenerationSummary.NOTHING;
        try (LandingWriter writer = new LandingWriter(landing, overwrite)) {
            for (int day = first; day <= last; day++) {
                all = all.plus(write(day - 1, all.rows(), writer, progress));
            }
        }
        return all;
    }

    /** The date of a day, counted from 1. */
    public LocalDate date(int day) {
        return calendar.date(day - 1);
    }

    /** What happens to one customer in the first three days; empty with fewer days, or with fewer orders than days. */
    public Optional<DemoStory> story() {
        return orders.story();
    }

    private GenerationSummary write(int day, long rowsBefore, LandingWriter writer, LongConsumer progress) {
        Tally tally = new Tally(rowsBefore, progress);
        String date = calendar.date(day).toString();
        writer.write("loja/clientes/" + date + ".csv", out -> clientesFile.write(day, out, tally), tally);
        writer.write("loja/produtos/" + date + ".jsonl", out -> produtosFile.write(day, out, tally), tally);
        long first = calendar.firstOrder(day);
        long end = calendar.firstOrder(day + 1);
        long parts = Math.max(1, (end - first + ordersPerFile - 1) / ordersPerFile);
        for (long part = 1; part <= parts; part++) {
            String name = "loja/pedidos/" + date + (parts == 1 ? "" : "-" + fourDigits(part)) + ".csv";
            long from = first + (part - 1) * ordersPerFile;
            long to = Math.min(end, from + ordersPerFile);
            boolean last = part == parts;
            writer.write(name, out -> pedidosFile.write(day, from, to, last, out, tally), tally);
        }
        return tally.summary(end - first, grown(customers.growth(), day), grown(products.growth(), day));
    }

    private static long grown(Growth growth, int day) {
        return growth.known(day) - growth.known(day - 1);
    }

    private static String fourDigits(long part) {
        return Long.toString(10_000 + part).substring(1);
    }
}
