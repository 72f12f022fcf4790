package dev.lakehouse.generate.pontos;

import java.io.IOException;
import java.util.List;

import dev.lakehouse.generate.City;
import dev.lakehouse.generate.Dice;
import dev.lakehouse.generate.Dice.About;
import dev.lakehouse.generate.PersonName;

/** Who collects points: clients come, move, and some leave. News of a move may come a day late, behind that of the next one. */
final class Clientes implements ChangeTable {
    private static final double MOVES = 0.04;
    private static final double LATE = 0.3;

    private final Programme programme;
    private final long seed;

    Clientes(Programme programme) {
        this.programme = programme;
        this.seed = programme.parameters().seed();
    }

    @Override
    public String name() {
        return "clientes";
    }

    @Override
    public List<Field> fields() {
        return List.of(
                Field.number("id_cliente"),
                Field.text("nome"),
                Field.text("email"),
                Field.text("cidade"),
                Field.time("criado_em"),
                Field.time("atualizado_em"));
    }

    @Override
    public void arrivals(int day, Arrivals arrivals) throws IOException {
        long known = programme.clients().known(day);
        for (long id = programme.clients().known(day - 1) + 1; id <= known; id++) {
            Dice dice = Dice.of(seed, About.CLIENTE, id);
            row("I", id, City.some(dice).name(), programme.time(day, dice), arrivals);
        }
        for (long id = 1; day > 0 && id <= programme.clients().known(day - 1); id++) {
            move(id, day, false, arrivals);
            move(id, day - 1, true, arrivals);
            if (programme.leaves(id) == day) {
                arrivals.add("D", id, null, null, null, null, programme.lastOf(day));
            }
        }
    }

    private void move(long id, int day, boolean late, Arrivals arrivals) throws IOException {
        Dice dice = Dice.of(seed, About.CLIENTE_CHANGE, id, day);
        boolean moves = day > programme.clients().born(id) && day <= programme.leaves(id) && dice.chance(MOVES);
        if (moves && dice.chance(LATE) == late) {
            row("U", id, City.some(dice).name(), programme.time(day, dice) - 1, arrivals);
        }
    }

    private void row(String operation, long id, String city, long changed, Arrivals arrivals) throws IOException {
        Dice dice = Dice.of(seed, About.CLIENTE, -id);
        PersonName name = PersonName.some(dice);
        long created = programme.time(programme.clients().born(id), dice);
        arrivals.add(operation, id, name.full(), name.address() + id + "@example.com", city, created, changed);
    }
}
