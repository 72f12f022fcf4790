package dev.lakehouse.journey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The shop's orders, read from its landing files line by line in Java: what becomes of each is worked out here a second time,
 * without the product's code and without DuckDB.
 */
final class LandedOrders {
    private static final int COLUMNS = 7;
    private static final DateTimeFormatter BRAZILIAN = DateTimeFormatter.ofPattern("dd/MM/yyyy");

    /** A line of a file; both numbers count from 1, and malformed lines are no rows. */
    record Line(String file, long line, long row, String text) {
        List<String> values() {
            return List.of(text.split(";", -1));
        }

        boolean malformed() {
            return values().size() != COLUMNS;
        }
    }

    /** A row that silver can have. */
    record Order(long id, long customer, long product, int quantity, String status, BigDecimal total, LocalDate date) {
        static Optional<Order> of(Line line, Set<String> customers, Set<String> products) {
            List<String> values = line.values();
            if (values.stream().anyMatch(String::isEmpty)
                    || !values.get(3).matches("\\d+")
                    || !customers.contains(values.get(1))
                    || !products.contains(values.get(2))) {
                return Optional.empty();
            }
            String total = values.get(5);
            String date = values.get(6);
            return Optional.of(new Order(
                    Long.parseLong(values.get(0)),
                    Long.parseLong(values.get(1)),
                    Long.parseLong(values.get(2)),
                    Integer.parseInt(values.get(3)),
                    values.get(4),
                    new BigDecimal(total.contains(",") ? total.replace(".", "").replace(',', '.') : total),
                    date.contains("/") ? LocalDate.parse(date, BRAZILIAN) : LocalDate.parse(date)));
        }

        String text() {
            return "%d|%d|%d|%d|%s|%s|%s"
                    .formatted(id, customer, product, quantity, status, total.toPlainString(), date);
        }
    }

    private LandedOrders() {}

    /** The lines of the order files of some days, in the order of files and lines, headers left out. */
    static List<Line> lines(Path landing, List<LocalDate> days) {
        List<Line> lines = new ArrayList<>();
        for (LocalDate day : days) {
            String name = "loja/pedidos/" + day + ".csv";
            List<String> all = read(landing.resolve(name));
            long row = 0;
            for (int at = 1; at < all.size(); at++) {
                Line line = new Line("landing/" + name, at + 1, row + 1, all.get(at));
                lines.add(line);
                row += line.malformed() ? 0 : 1;
            }
        }
        return lines;
    }

    /** One order a key: the latest date wins, among equals the one that landed last. */
    static List<String> winners(List<Line> lines, Set<String> customers, Set<String> products) {
        Map<Long, Order> winners = new TreeMap<>();
        for (Line line : lines) {
            if (!line.malformed()) {
                Order.of(line, customers, products)
                        .ifPresent(order -> winners.merge(
                                order.id(),
                                order,
                                (before, later) -> later.date().isBefore(before.date()) ? before : later));
            }
        }
        return winners.values().stream().map(Order::text).toList();
    }

    private static List<String> read(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
