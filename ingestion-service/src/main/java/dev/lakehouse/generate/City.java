package dev.lakehouse.generate;

import java.util.List;

/** Where customers live, with the prefix of its telephones; larger cities stand there more often. */
public record City(String name, int prefix) {
    private static final List<City> LARGE = List.of(
            new City("São Paulo", 11),
            new City("Rio de Janeiro", 21),
            new City("Belo Horizonte", 31),
            new City("Brasília", 61),
            new City("Salvador", 71),
            new City("Fortaleza", 85));
    private static final List<City> SMALL = List.of(
            new City("Curitiba", 41),
            new City("Florianópolis", 48),
            new City("Porto Alegre", 51),
            new City("Goiânia", 62),
            new City("Cuiabá", 65),
            new City("Recife", 81),
            new City("João Pessoa", 83),
            new City("Maceió", 82),
            new City("São Luís", 98),
            new City("Belém", 91),
            new City("Manaus", 92),
            new City("Vitória", 27),
            new City("Ribeirão Preto", 16),
            new City("São José dos Campos", 12),
            new City("Uberlândia", 34),
            new City("Jundiaí", 11),
            new City("Niterói", 21),
            new City("Macapá", 96),
            new City("Santa Bárbara d'Oeste", 19),
            new City("Xanxerê", 49));
    private static final double IN_LARGE = 0.6;

    /** One of them. */
    public static City some(Dice dice) {
        List<City> cities = dice.chance(IN_LARGE) ? LARGE : SMALL;
        return cities.get(dice.below(cities.size()));
    }
}
