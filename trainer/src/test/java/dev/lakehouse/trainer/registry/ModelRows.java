package dev.lakehouse.trainer.registry;

import java.time.Instant;
import java.util.Optional;

/** Rows as a training would leave them. */
public final class ModelRows {
    private ModelRows() {}

    public static ModelRow row(String run, Instant started) {
        return new ModelRow(
                run,
                "recompra",
                "loja",
                "binary",
                "gold.clientes_por_corte",
                7,
                "ab12",
                "{}",
                "{}",
                "0.1.0",
                "2.18.0",
                "{}",
                42,
                100,
                20,
                20,
                300,
                "auc",
                0.8,
                0.75,
                0.85,
                "{}",
                "[]",
                "cd34",
                "ef56",
                "{}",
                "CPU",
                "models/recompra/" + run,
                started,
                started.plusSeconds(9),
                Optional.empty());
    }
}
