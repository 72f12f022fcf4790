package dev.lakehouse.config.pipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.failure.Problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** A folder of one pipeline, with the query files that the tests' pipelines name. */
final class PipelineFolder {
    /** A pipeline that uses every key. */
    static final String FULL = """
            pipeline: loja
            description: An online shop
            schedule: "0 2 1 */2 *"
            sources:
              clientes: { path: "loja/clientes/**", format: json }
              produtos: { path: "loja/produtos/*.parquet", format: parquet, unpack: { max_size: 2GB, max_members: 10, max_ratio: 50 } }
              pedidos:
                path: "loja/pedidos/**"
                format: csv
                mode: append
                changed_files: fail
                max_files: 20
                max_bytes: 1.5GB
                csv: { delimiter: ";", quote: "'", header: true, encoding: latin-1, null_text: '\\N', comment: "#", escape: "^", skip_lines: 2 }
                columns: { id_pedido: bigint, "Valor (R$)": "decimal(12,2)" }
            silver:
              clientes:
                from: clientes
                key: [id]
                columns: { id: bigint, cidade: { expr: "upper(trim(cidade))", type: string } }
              produtos:
                from: produtos
                load: append
                columns: { id: int, tags: array<string> }
              pedidos:
                from: pedidos
                key: [id]
                load: upsert
                sequence: data_pedido
                sql: pedidos.sql
                columns:
                  id: { from: id_pedido, type: bigint }
                  id_cliente: bigint
                  valor_total: decimal(12,2)
                  data_pedido: { type: date, formats: ["yyyy-MM-dd", "dd/MM/yyyy"] }
                  preco: { type: "decimal(10,2)", decimal_comma: true }
                  visto: timestamp(6)
                rules:
                  - not_null: [id, valor_total]
                  - references: { column: id_cliente, table: clientes, action: drop }
                  - check: { name: preco_positivo, that: "preco >= 0", action: warn }
                  - not_null: preco
                    action: fail
            gold:
              resumo: { sql: resumo.sql }
              analise:
                key: [id_cliente]
                load: by-key
                sql: analise.sql
                changed_keys:
                  silver.clientes: [id]
                  silver.pedidos: id_cliente
                  gold.resumo: "select id_cliente from changed"
            models:
              recompra:
                description: Will a customer buy again?
                from: resumo
                key: id_cliente
                label: comprou
                task: binary
                features:
                  pedidos: number
                  gasto: { type: number, scale: log }
                  cidade: { type: category, max: 50 }
                  produto: { type: category, hash: 1000 }
                  categorias: { type: set, max: 20 }
                  ultimo: date
                split: { by: time, column: corte, gap_days: 60, validation: 10, test: 20 }
                training:
                  layers: [128, 64]
                  epochs: 30
                  batch_size: 512
                  learning_rate: 0.002
                  patience: 3
                  class_weights: balanced
                  precision: mixed
                  seed: 7
                  baseline: gasto
              gasto: { from: resumo, key: id_cliente, label: gasto, task: regression, features: { pedidos: number }, drift: { warn: 0.2, fail: 0.5 } }
            """;

    private final Path path;

    PipelineFolder(Path pipelines, String name) {
        this.path = pipelines.resolve(name);
        for (String query : List.of("pedidos.sql", "resumo.sql", "analise.sql")) {
            write(query, "select 1");
        }
    }

    Path path() {
        return path;
    }

    PipelineFolder write(String file, String text) {
        try {
            Files.createDirectories(path);
            Files.writeString(path.resolve(file), text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Pipeline read(String yaml) {
        write(PipelineReader.FILE_NAME, yaml);
        return new PipelineReader().read(path);
    }

    List<Problem> problems(String yaml) {
        LakehouseException failure = catchThrowableOfType(LakehouseException.class, () -> read(yaml));
        assertThat(failure).as("the failure of%n%s", yaml).isNotNull();
        assertThat(failure.kind()).isEqualTo(FailureKind.USER);
        assertThat(failure.code()).isEqualTo("PIPELINE_INVALID");
        assertThat(failure.problems())
                .isNotEmpty()
                .allSatisfy(problem -> assertThat(problem.source())
                        .isEqualTo(path.resolve(PipelineReader.FILE_NAME).toString()));
        return failure.problems();
    }

    /** Each problem as {@code line: what: why (fix)}. */
    List<String> complaints(String yaml) {
        return problems(yaml).stream()
                .map(it -> it.line() + ": " + it.what() + ": " + it.why() + " (" + it.fix() + ")")
                .toList();
    }
}
