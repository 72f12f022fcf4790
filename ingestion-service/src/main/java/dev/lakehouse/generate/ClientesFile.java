package dev.lakehouse.generate;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;

import dev.lakehouse.generate.Dice.About;

/** A day's customers: those who are new, then those who have moved. */
final class ClientesFile {
    private static final String HEADER = "id_cliente;nome;email;telefone;cidade;idade";

    /** One in so many customers moves on a day. */
    private static final long ONE_IN = 200;

    private final LojaParameters parameters;
    private final Customers customers;
    private final Dirt dirt;

    ClientesFile(LojaParameters parameters, Customers customers) {
        this.parameters = parameters;
        this.customers = customers;
        this.dirt = new Dirt(parameters, About.DIRT_OF_CLIENTES, DirtKind.of("clientes"));
    }

    void write(int day, OutputStream out, Tally tally) throws IOException {
        DelimitedLines lines = new DelimitedLines(out, HEADER);
        long before = customers.growth().known(day - 1);
        for (long id = before + 1; id <= customers.growth().known(day); id++) {
            row(customers.newcomer(id), id, lines, tally);
        }
        // One of each 200 neighbours moves, so that nobody moves twice in a day.
        for (long group = 0; group * ONE_IN < before; group++) {
            long neighbours = Math.min(ONE_IN, before - group * ONE_IN);
            long mover = 1
                    + group * ONE_IN
                    + Dice.of(parameters.seed(), About.MOVE, -group, day).below(neighbours);
            row(customers.moved(mover, day), Dirt.update(mover, day), lines, tally);
        }
        lines.flush();
    }

    private void row(Customer customer, long row, DelimitedLines lines, Tally tally) throws IOException {
        tally.row();
        if (!dirt.isOn(row)) {
            line(customer, customer.name().full(), customer.email(), lines);
            lines.endLine();
            return;
        }
        DirtKind kind = dirt.kind(row);
        tally.dirty(kind);
        switch (kind) {
            case SHOUTED_EMAIL ->
                line(customer, customer.name().full(), "  " + customer.email().toUpperCase(Locale.ROOT) + " ", lines);
            case LINE_BREAK_IN_NOME ->
                line(customer, customer.name().first() + "\n" + customer.name().family(), customer.email(), lines);
            case REPEATED_CLIENTE -> {
                line(customer, customer.name().full(), customer.email(), lines);
                tally.row();
                lines.endLineTwice();
                return;
            }
            default -> throw new IllegalStateException(kind + " is no dirt of clientes");
        }
        lines.endLine();
    }

    private static void line(Customer customer, String name, String email, DelimitedLines lines) {
        lines.number(customer.id()).next().text(name).next().text(email).next();
        lines.text(customer.telephone()).next().text(customer.city().name()).next();
        lines.number(customer.age());
    }
}
