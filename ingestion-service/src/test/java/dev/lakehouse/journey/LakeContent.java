package dev.lakehouse.journey;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import dev.lakehouse.schema.TableName;
import dev.lakehouse.storage.Storage;
import dev.lakehouse.storage.StoragePath;
import dev.lakehouse.table.Lake;

/** What all tables of a lake hold, for comparison with another lake that was fed the same files. */
final class LakeContent {
    private static final Set<String> TIMES = Set.of(
            "_ingested_at", "_quarantined_at", "_deleted_at", "data_ingestao", "planned_at", "modified", "fingerprint");

    private LakeContent() {}

    /** By table, its rows in order, without the times of runs. */
    static Map<String, List<String>> of(FaultLake lake, Storage storage) {
        Map<String, List<String>> content = new TreeMap<>();
        for (TableName table : Lake.open(storage).tables()) {
            String columns = Lake.open(storage).table(table).snapshot().orElseThrow().schema().names().stream()
                    .filter(name -> !TIMES.contains(name))
                    .map(name -> '"' + name + '"')
                    .collect(Collectors.joining(", "));
            content.put(
                    table.toString(),
                    lake.rows("select " + columns + " from " + table).stream()
                            // Silver's quarantine keeps the whole bronze row.
                            .map(row -> row.replaceAll("\"_ingested_at\":\"[^\"]*\"", ""))
                            .sorted()
                            .toList());
        }
        return content;
    }

    /** By table of a pipeline, the batches that its log has, in the order of versions. */
    static Map<String, List<String>> batches(Storage storage) {
        Map<String, List<String>> batches = new TreeMap<>();
        for (TableName table : Lake.open(storage).tables()) {
            if (!table.layer().isStage()) {
                continue;
            }
            batches.put(table.toString(), transactions(storage, table));
        }
        return batches;
    }

    private static List<String> transactions(Storage storage, TableName table) {
        String log = table.layer().label() + "/" + table.table() + "/_delta_log";
        return storage.list(new StoragePath(log)).stream()
                .filter(file -> file.path().value().endsWith(".json"))
                .flatMap(file -> new String(storage.read(file.path()), StandardCharsets.UTF_8).lines())
                .filter(line -> line.startsWith("{\"txn\""))
                .map(line -> line.replaceAll(",\"lastUpdated\":\\d+", ""))
                .toList();
    }
}
