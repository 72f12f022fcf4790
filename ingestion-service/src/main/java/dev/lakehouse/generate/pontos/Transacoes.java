package dev.lakehouse.generate.pontos;

import java.io.IOException;
import java.util.List;

import dev.lakehouse.generate.Dice;
import dev.lakehouse.generate.Dice.About;
import dev.lakehouse.generate.Making;

/** Points that were earned or spent. Some are corrected, some taken back, and some of that is dirty. */
final class Transacoes implements ChangeTable {
    private static final double WHOLE = 100;
    private static final long CORRECTION = 10;

    private final Programme programme;
    private final Transactions transactions;
    private final Making making;
    private final long seed;

    Transacoes(Programme programme, Transactions transactions, Making making) {
        this.programme = programme;
        this.transactions = transactions;
        this.making = making;
        this.seed = programme.parameters().seed();
    }

    @Override
    public String name() {
        return "transacoes";
    }

    @Override
    public List<Field> fields() {
        return List.of(
                Field.number("id_transacao"),
                Field.number("id_cliente"),
                Field.time("data_transacao"),
                Field.text("canal"),
                Field.number("pontos"),
                Field.time("atualizado_em"));
    }

    @Override
    public void arrivals(int day, Arrivals arrivals) throws IOException {
        transactions.about(day, transaction -> {
            long made = programme.time(transaction.day(), Dice.of(seed, About.TRANSACAO, -transaction.id()));
            if (transaction.day() == day) {
                making.thing("transactions");
            }
            if (transaction.arrives() == day) {
                row("I", transaction, made, 0, made, arrivals);
            }
            if (transaction.correctionArrives() == day) {
                Dice dice = Dice.of(seed, About.TRANSACAO_CHANGE, -transaction.id());
                long corrected = programme.time(transaction.corrected(), dice) - 1;
                row("U", transaction, made, CORRECTION, corrected, arrivals);
            }
            if (transaction.deleted() == day) {
                arrivals.add("D", transaction.id(), null, null, null, null, programme.lastOf(day));
            }
        });
    }

    private void row(String operation, Transaction transaction, long made, long more, long changed, Arrivals arrivals)
            throws IOException {
        long points = Items.of(transaction, seed).total(transaction.redeems()) + more;
        Object[] values = {transaction.id(), transaction.client(), made, transaction.channel(), points, changed};
        Dice dice =
                Dice.of(seed, About.DIRT_OF_TRANSACOES, operation.equals("I") ? transaction.id() : -transaction.id());
        boolean fullLoad = operation.equals("I") && transaction.day() == 0;
        if (fullLoad || !dice.chance(programme.parameters().dirty() / WHOLE)) {
            arrivals.add(operation, values);
            return;
        }
        PontosDirt dirt = dice.oneOf(PontosDirt.values());
        making.dirty(dirt);
        switch (dirt) {
            case REPEATED_CHANGE -> {
                arrivals.add(operation, values);
                arrivals.add(operation, values);
            }
            case SMALL_OP -> arrivals.add(operation.equals("I") ? "i" : "u", values);
            case UNKNOWN_OP -> arrivals.add("X", values);
            case BLANK_PONTOS -> {
                values[4] = null;
                arrivals.add(operation, values);
            }
        }
    }
}
