package dev.lakehouse.generate;

import java.util.regex.Pattern;

/** What the shop sells. The first four are used up and bought again. Prices in hundredths of a real. */
enum Category {
    ALIMENTOS("Alimentos", 500, 6_000, "Café Torrado|Azeite Extravirgem|Pão de Queijo|Açaí Orgânico"),
    BELEZA("Beleza", 1_500, 18_000, "Sabonete|Loção Pós-Sol|Xampu|Óleo Capilar"),
    PET("Pet", 2_000, 25_000, "Ração para Cães|Ração para Gatos|Areia Higiênica|Petisco"),
    PAPELARIA("Papelaria", 300, 9_000, "Caderno|Caneta|Papel A4|Lápis de Cor"),
    ELETRONICOS("Eletrônicos", 9_000, 450_000, "Smartphone|TV 50\"|Fone Bluetooth|Câmera"),
    INFORMATICA("Informática", 7_000, 600_000, "Notebook|Monitor 27\"|Teclado|Impressora"),
    MOVEIS("Móveis", 20_000, 350_000, "Sofá|Mesa de Jantar|Estante|Poltrona"),
    ELETRODOMESTICOS("Eletrodomésticos", 15_000, 420_000, "Geladeira|Fogão|Micro-ondas|Aspirador de Pó"),
    ESPORTE("Esporte", 4_000, 120_000, "Tênis de Corrida|Bola|Bicicleta|Colchonete"),
    BRINQUEDOS("Brinquedos", 2_500, 40_000, "Quebra-Cabeça|Boneca|Carrinho|Jogo de Memória"),
    LIVROS("Livros", 2_000, 15_000, "Romance|Livro de Receitas|Dicionário|Atlas"),
    MODA("Moda", 3_000, 60_000, "Camisa|Calça|Vestido|Chapéu de Praia");

    /** How many categories are consumables; these come first. */
    static final int CONSUMABLES = 4;

    /** How many there are. */
    static final int COUNT = values().length;

    private static final Pattern BAR = Pattern.compile("|", Pattern.LITERAL);
    private static final Category[] ALL = values();

    final String label;
    final int lowestPrice;
    final int highestPrice;
    private final String nouns;

    Category(String label, int lowestPrice, int highestPrice, String nouns) {
        this.label = label;
        this.lowestPrice = lowestPrice;
        this.highestPrice = highestPrice;
        this.nouns = nouns;
    }

    /** One of the things that belong to it. */
    String noun(Dice dice) {
        return dice.oneOf(BAR.split(nouns));
    }

    /** A product's category: they take turns, so that the products of one category can be counted. */
    static Category of(long product) {
        return ALL[(int) ((product - 1) % COUNT)];
    }
}
