package dev.lakehouse.generate.pontos;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.LongConsumer;

import dev.lakehouse.generate.LandingWriter;
import dev.lakehouse.generate.Made;
import dev.lakehouse.generate.Making;

/**
 * Makes the landing files of the pipeline {@code pontos}: a loyalty programme, from 2024-01-01 on.
 *
 * <p>Below the landing folder each of {@code clientes}, {@code produtos}, {@code transacoes} and {@code transacao_produto} has a
 * folder in {@code pontos}. On the first day a full load lands there, {@code 2024-01-01-carga.parquet}; on each later one what
 * was done since, {@code 2024-01-02-cdc.parquet} and {@code 2024-01-03-cdc.json} by turns: rows with {@code OP} (I, U, D) and
 * the time of the change, {@code atualizado_em}. A delete has its key and that time alone. Changes come up to two days late,
 * some behind the delete of their row.
 *
 * <p>The same parameters give the same bytes, with one version of parquet-hadoop. Memory does not grow with the number of
 * transactions.
 */
public final class PontosGenerator {
    private final PontosParameters parameters;
    private final Programme programme;

    public PontosGenerator(PontosParameters parameters) {
        this.parameters = parameters;
        this.programme = new Programme(parameters);
    }

    /**
     * Makes the files of all days. One that is there with the same content is left alone.
     *
     * @param landing the lake's landing folder; made where it is not there
     * @param overwrite whether a file that is there with other content is replaced; if not, that is a failure of kind user
     * @param progress is told now and then, and at the end, how many rows there are so far
     */
    public Made generate(Path landing, boolean overwrite, LongConsumer progress) {
        return generateDays(1, parameters.days(), landing, overwrite, progress);
    }

    /** The same for the days from one to another, counted from 1, both included. */
    public Made generateDays(int first, int last, Path landing, boolean overwrite, LongConsumer progress) {
        Objects.checkFromToIndex(first - 1, last, parameters.days());
        Made all = Made.NOTHING;
        try (LandingWriter writer = new LandingWriter(landing, overwrite)) {
            for (int day = first - 1; day < last; day++) {
                all = all.plus(write(day, new Making(all.rows(), progress), writer));
            }
        }
        return all;
    }

    /** The date of a day, counted from 1. */
    public LocalDate date(int day) {
        return programme.calendar().date(day - 1);
    }

    private Made write(int day, Making making, LandingWriter writer) {
        Transactions transactions = new Transactions(programme);
        String ending = day == 0 ? "-carga.parquet" : day % 2 == 1 ? "-cdc.parquet" : "-cdc.json";
        for (ChangeTable table : List.of(
                new Clientes(programme),
                new Produtos(programme),
                new Transacoes(programme, transactions, making),
                new TransacaoProduto(programme, transactions))) {
            String name = "pontos/" + table.name() + "/" + date(day + 1) + ending;
            writer.write(name, out -> write(table, day, name.endsWith(".json"), out, making), making);
        }
        return making.made();
    }

    private static void write(ChangeTable table, int day, boolean json, OutputStream out, Making making)
            throws IOException {
        boolean fullLoad = day == 0;
        List<Field> fields = new ArrayList<>(table.fields());
        if (!fullLoad) {
            fields.add(0, Field.text("OP"));
        }
        try (RowOutput rows = json ? new JsonRows(fields, out) : new ParquetRows(fields, out)) {
            table.arrivals(day, (operation, values) -> {
                making.row();
                rows.write(fullLoad ? values : changed(operation, values));
            });
        }
    }

    private static Object[] changed(String operation, Object... values) {
        Object[] row = new Object[values.length + 1];
        row[0] = operation;
        System.arraycopy(values, 0, row, 1, values.length);
        return row;
    }
}
