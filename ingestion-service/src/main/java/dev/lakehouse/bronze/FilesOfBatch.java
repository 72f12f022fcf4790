package dev.lakehouse.bronze;

import java.util.List;

import dev.lakehouse.engine.Condition;
import dev.lakehouse.engine.Condition.Operator;
import dev.lakehouse.engine.DataFileNames;
import dev.lakehouse.engine.FileSkipping;
import dev.lakehouse.engine.ProvenanceColumns;
import dev.lakehouse.schema.Column;
import dev.lakehouse.schema.ColumnType.Primitive;
import dev.lakehouse.table.DataFile;
import dev.lakehouse.table.TableSnapshot;

/**
 * The data files of a bronze table that hold a batch's rows.
 *
 * @param own that hold no other rows
 * @param mixed that may hold rows of it beside others: another program has compacted the table
 */
record FilesOfBatch(List<DataFile> own, List<DataFile> mixed) {
    static FilesOfBatch in(TableSnapshot bronze, long batch) {
        String prefix = DataFileNames.prefix(batch);
        Condition ofBatch =
                new Condition(new Column(ProvenanceColumns.BATCH, Primitive.BIGINT), Operator.EQ, List.of(batch));
        return new FilesOfBatch(
                bronze.files().stream()
                        .filter(file -> file.name().startsWith(prefix))
                        .toList(),
                bronze.files().stream()
                        .filter(file -> !file.name().startsWith(prefix))
                        .filter(file -> FileSkipping.mayHold(file, List.of(ofBatch)))
                        .toList());
    }
}
