package dev.lakehouse.journey;

import dev.lakehouse.engine.Progress;
import dev.lakehouse.schema.TableName;
import dev.lakehouse.stage.StageResult;

/** Is told what a run does, while it does it. */
public interface RunListener {
    /** A table's turn has come; what is returned hears of its work. */
    Progress started(TableName table);

    /** The table is done. */
    void finished(StageResult result);
}
