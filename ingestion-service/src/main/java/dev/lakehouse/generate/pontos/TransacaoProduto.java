package dev.lakehouse.generate.pontos;

import java.io.IOException;
import java.util.List;

import dev.lakehouse.generate.Dice;
import dev.lakehouse.generate.Dice.About;

/** What is in the transactions. It comes and goes with them. */
final class TransacaoProduto implements ChangeTable {
    private final Programme programme;
    private final Transactions transactions;
    private final long seed;

    TransacaoProduto(Programme programme, Transactions transactions) {
        this.programme = programme;
        this.transactions = transactions;
        this.seed = programme.parameters().seed();
    }

    @Override
    public String name() {
        return "transacao_produto";
    }

    @Override
    public List<Field> fields() {
        return List.of(
                Field.number("id_transacao_produto"),
                Field.number("id_transacao"),
                Field.number("id_produto"),
                Field.number("quantidade"),
                Field.number("pontos"),
                Field.time("atualizado_em"));
    }

    @Override
    public void arrivals(int day, Arrivals arrivals) throws IOException {
        transactions.about(day, transaction -> {
            boolean comes = transaction.arrives() == day;
            boolean goes = transaction.deleted() == day;
            if (!comes && !goes) {
                return;
            }
            long made = programme.time(transaction.day(), Dice.of(seed, About.TRANSACAO, -transaction.id()));
            for (Items.Item item : Items.of(transaction, seed).items()) {
                if (comes) {
                    arrivals.add(
                            "I", item.id(), transaction.id(), item.product(), item.quantity(), item.points(), made);
                }
                if (goes) {
                    arrivals.add("D", item.id(), null, null, null, null, programme.lastOf(day));
                }
            }
        });
    }
}
