package dev.lakehouse.engine.duckdb;

import java.sql.SQLException;
import java.util.List;

import dev.lakehouse.engine.IngestWork;
import dev.lakehouse.engine.LandedFile;
import dev.lakehouse.engine.Progress;
import dev.lakehouse.schema.TableSchema;

/**
 * A group of landing files as one member's share.
 *
 * @param schema the bronze table's columns before the first of the groups
 */
record GroupShare(IngestWork work, TableSchema schema, List<LandedFile> group) implements IngestTogether.Share {
    GroupShare {
        group = List.copyOf(group);
    }

    @Override
    public long bytes() {
        return group.stream().mapToLong(LandedFile::bytes).sum();
    }

    @Override
    public IngestedGroup ingest(Session own, ParquetOutput output, Malformed malformed, Progress progress)
            throws SQLException {
        return new IngestGroup(own, work, schema, output, malformed, progress).of(group);
    }
}
