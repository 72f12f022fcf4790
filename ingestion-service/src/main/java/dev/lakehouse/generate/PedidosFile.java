package dev.lakehouse.generate;

import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

import dev.lakehouse.generate.Dice.About;
import dev.lakehouse.generate.DirtKind.Fate;

import static java.nio.charset.StandardCharsets.UTF_8;

/** A day's orders, and the corrections of those of the days before. */
final class PedidosFile {
    private static final String HEADER = "id_pedido;id_cliente;id_produto;quantidade;status;valor_total;data_pedido";
    private static final byte[] NOT_A_NUMBER = "abc".getBytes(UTF_8);
    private static final byte[] SECOND_STATUS = ";conferido".getBytes(UTF_8);
    private static final DateTimeFormatter BRAZILIAN_DATE = DateTimeFormatter.ofPattern("dd/MM/uuuu", Locale.ROOT);

    /** Beyond every id that is ever given. */
    private static final long UNKNOWN = 90_000_000_000L;

    private final Calendar calendar;
    private final Orders orders;
    private final Dirt dirt;

    PedidosFile(LojaParameters parameters, Calendar calendar, Orders orders) {
        this.calendar = calendar;
        this.orders = orders;
        this.dirt = new Dirt(parameters, About.DIRT_OF_PEDIDOS, DirtKind.of("pedidos"));
    }

    /** The day's orders from one number to below another, and its corrections where these are asked for. */
    void write(int day, long from, long to, boolean corrections, OutputStream out, Tally tally) throws IOException {
        DelimitedLines lines = new DelimitedLines(out, HEADER);
        LocalDate date = calendar.date(day);
        byte[] iso = date.toString().getBytes(UTF_8);
        byte[] brazilian = BRAZILIAN_DATE.format(date).getBytes(UTF_8);
        for (long id = from; id < to; id++) {
            Order order = orders.placed(id, day);
            tally.row();
            if (isDirty(id, day)) {
                dirtyLine(order, iso, brazilian, lines, tally);
            } else {
                tally.orderReachesSilver();
                line(order, iso, lines);
                lines.endLine();
            }
        }
        if (corrections) {
            corrections(day, lines, tally);
        }
        lines.flush();
    }

    private void corrections(int day, DelimitedLines lines, Tally tally) throws IOException {
        for (int placed = Math.max(0, day - Orders.LATEST_CORRECTION); placed < day; placed++) {
            for (long id = calendar.firstOrder(placed); id < calendar.firstOrder(placed + 1); id++) {
                if (orders.correctionDay(id, placed).equals(Optional.of(day))) {
                    Order order = orders.corrected(orders.placed(id, placed), day);
                    tally.row();
                    tally.correction();
                    if (isDirty(id, placed) && dirt.kind(id).fate() == Fate.QUARANTINED) {
                        tally.orderReachesSilver();
                    }
                    line(order, calendar.date(order.day()).toString().getBytes(UTF_8), lines);
                    lines.endLine();
                }
            }
        }
    }

    private boolean isDirty(long id, int day) {
        return dirt.isOn(id) && !orders.isStory(id, day);
    }

    private void dirtyLine(Order order, byte[] iso, byte[] brazilian, DelimitedLines lines, Tally tally)
            throws IOException {
        DirtKind kind = dirt.kind(order.id());
        tally.dirty(kind);
        if (kind.fate() == Fate.MENDED) {
            tally.orderReachesSilver();
        }
        switch (kind) {
            case REPEATED_PEDIDO -> {
                line(order, iso, lines);
                tally.row();
                lines.endLineTwice();
                return;
            }
            case TRUNCATED_LINE -> start(order, lines).number(order.quantity());
            case BLANK_QUANTIDADE -> end(order, iso, start(order, lines));
            case NOT_A_NUMBER -> end(order, iso, start(order, lines).raw(NOT_A_NUMBER));
            case UNKNOWN_CLIENTE -> line(withIds(order, UNKNOWN + order.customer(), order.product()), iso, lines);
            case UNKNOWN_PRODUTO -> line(withIds(order, order.customer(), UNKNOWN + order.product()), iso, lines);
            case EXTRA_COLUMN ->
                status(order, lines)
                        .raw(SECOND_STATUS)
                        .next()
                        .amount(order.amount())
                        .next()
                        .raw(iso);
            case BLANK_VALOR_TOTAL -> status(order, lines).next().next().raw(iso);
            case COMMA_IN_VALOR_TOTAL ->
                status(order, lines)
                        .next()
                        .brazilianAmount(order.amount())
                        .next()
                        .raw(iso);
            case BLANK_DATA_PEDIDO ->
                status(order, lines).next().amount(order.amount()).next();
            case BRAZILIAN_DATE -> line(order, brazilian, lines);
            default -> throw new IllegalStateException(kind + " is no dirt of pedidos");
        }
        lines.endLine();
    }

    private static Order withIds(Order order, long customer, long product) {
        return new Order(order.id(), customer, product, order.quantity(), order.status(), order.amount(), order.day());
    }

    private static void line(Order order, byte[] date, DelimitedLines lines) {
        end(order, date, start(order, lines).number(order.quantity()));
    }

    /** The line as far as quantidade. */
    private static DelimitedLines start(Order order, DelimitedLines lines) {
        return lines.number(order.id())
                .next()
                .number(order.customer())
                .next()
                .number(order.product())
                .next();
    }

    /** The line as far as status, and no delimiter behind it. */
    private static DelimitedLines status(Order order, DelimitedLines lines) {
        return start(order, lines).number(order.quantity()).next().text(order.status());
    }

    /** The line from behind quantidade. */
    private static void end(Order order, byte[] date, DelimitedLines lines) {
        lines.next().text(order.status()).next().amount(order.amount()).next().raw(date);
    }
}
