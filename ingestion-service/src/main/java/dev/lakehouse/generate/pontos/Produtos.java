package dev.lakehouse.generate.pontos;

import java.io.IOException;
import java.util.List;

import dev.lakehouse.generate.Dice;
import dev.lakehouse.generate.Dice.About;

/** What points are earned with and spent on: all are there from the first day, some change their worth, some are taken out. */
final class Produtos implements ChangeTable {
    private static final double CHANGES = 0.1;
    private static final int TAKEN_OUT = 10;
    private static final String[] CATEGORIES = {"Presença", "Compra", "Indicação", "Prêmio", "Viagem"};
    private static final String[] THINGS = {
        "Caneca", "Camiseta", "Ingresso", "Voucher", "Café", "Diária", "Pão", "Livro"
    };
    private static final String[] KINDS = {"Azul", "de Ouro", "Sênior", "da Casa", "nº 1", "à Mão"};

    private final Programme programme;
    private final long seed;

    Produtos(Programme programme) {
        this.programme = programme;
        this.seed = programme.parameters().seed();
    }

    @Override
    public String name() {
        return "produtos";
    }

    @Override
    public List<Field> fields() {
        return List.of(
                Field.number("id_produto"),
                Field.text("nome"),
                Field.text("categoria"),
                Field.number("pontos"),
                Field.time("atualizado_em"));
    }

    @Override
    public void arrivals(int day, Arrivals arrivals) throws IOException {
        int takenOut = Math.max(1, programme.parameters().days() / 2);
        for (long id = 1; id <= Programme.PRODUCTS; id++) {
            Dice dice = Dice.of(seed, About.PRODUTO_CHANGE, id, day);
            boolean goes = id % TAKEN_OUT == 0;
            if (day == 0) {
                row("I", id, Programme.points(seed, id), programme.time(day, dice), arrivals);
            } else if (goes && day == takenOut) {
                arrivals.add("D", id, null, null, null, programme.lastOf(day));
            } else if ((!goes || day < takenOut) && dice.chance(CHANGES)) {
                row("U", id, Programme.points(seed, id) + dice.below(20), programme.time(day, dice), arrivals);
            }
        }
    }

    private void row(String operation, long id, long points, long changed, Arrivals arrivals) throws IOException {
        Dice dice = Dice.of(seed, About.PRODUTO, -id);
        String name = dice.oneOf(THINGS) + " " + dice.oneOf(KINDS);
        arrivals.add(operation, id, name, dice.oneOf(CATEGORIES), points, changed);
    }
}
