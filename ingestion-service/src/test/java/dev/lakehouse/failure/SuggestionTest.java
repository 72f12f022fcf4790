package dev.lakehouse.failure;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class SuggestionTest {
    private static final List<String> NAMES = List.of("columns", "valor_total", "valor", "key", "silver.pedidos");

    @ParameterizedTest
    @CsvSource({
        "colums, columns",
        "COLUMNS, columns",
        "valr, valor",
        "valor_tot, valor_total",
        "silver.ped, silver.pedidos"
    })
    void findsTheNearestName(String typed, String meant) {
        assertThat(Suggestion.nearest(typed, NAMES)).contains(meant);
    }

    @Test
    void findsTheNameThatWasBegun() {
        assertThat(Suggestion.nearest("data", List.of("data_ingestao", "data_pedido", "valor")))
                .contains("data_pedido");
    }

    @Test
    void guessesNothingFarFetched() {
        assertThat(Suggestion.nearest("warehouse", NAMES)).isEmpty();
        assertThat(Suggestion.didYouMean("warehouse", NAMES, "remove it")).isEqualTo("remove it");
        assertThat(Suggestion.didYouMean("kye", NAMES, "remove it")).isEqualTo("did you mean 'key'?");
    }
}
