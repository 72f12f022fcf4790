package dev.lakehouse.table;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;

/**
 * A commit as its file in the log has it, whoever wrote it (Delta protocol, "Actions").
 *
 * @param files what it added and removed, in its order
 * @param protocol its protocol action, if it has one
 * @param describes whether it has a metaData action: the table may have other columns since
 */
record LogEntry(List<FileAction> files, CommitEntry commit, Optional<JsonNode> protocol, boolean describes) {
    private static final ObjectReader ACTIONS = new ObjectMapper().readerFor(JsonNode.class);

    /** Where commits keep the name of an operation that Delta Standalone has no name for. */
    static final String OPERATION_PARAMETER = "operation";

    /** A file that a commit added or removed; {@code dataChange} is false where its rows stay in the table. */
    record FileAction(DataFile file, boolean added, boolean dataChange) {}

    static LogEntry read(long version, Instant committed, byte[] content) throws IOException {
        List<FileAction> files = new ArrayList<>();
        CommitEntry commit = new CommitEntry(version, committed, "UNKNOWN", Map.of(), Map.of());
        Optional<JsonNode> protocol = Optional.empty();
        boolean describes = false;
        try (MappingIterator<JsonNode> actions = ACTIONS.readValues(content)) {
            while (actions.hasNextValue()) {
                JsonNode action = actions.nextValue();
                if (action.has("add")) {
                    files.add(added(action.get("add")));
                } else if (action.has("remove")) {
                    files.add(removed(action.get("remove")));
                } else if (action.has("commitInfo")) {
                    commit = commit(version, committed, action.get("commitInfo"));
                } else if (action.has("protocol")) {
                    protocol = Optional.of(action.get("protocol"));
                } else if (action.has("metaData")) {
                    describes = true;
                }
            }
        }
        return new LogEntry(List.copyOf(files), commit, protocol, describes);
    }

    private static FileAction added(JsonNode add) {
        String statistics = add.path("stats").asText("");
        DataFile file = new DataFile(
                FilePaths.decode(add.path("path").asText()),
                add.path("size").asLong(),
                Instant.ofEpochMilli(add.path("modificationTime").asLong()),
                FileStatistics.rows(statistics),
                statistics);
        return new FileAction(file, true, add.path("dataChange").asBoolean(true));
    }

    private static FileAction removed(JsonNode remove) {
        DataFile file = new DataFile(
                FilePaths.decode(remove.path("path").asText()),
                remove.path("size").asLong(),
                Instant.ofEpochMilli(remove.path("deletionTimestamp").asLong()),
                -1,
                "");
        return new FileAction(file, false, remove.path("dataChange").asBoolean(true));
    }

    private static CommitEntry commit(long version, Instant committed, JsonNode info) {
        Map<String, String> parameters = new HashMap<>();
        info.path("operationParameters")
                .properties()
                .forEach(parameter -> parameters.put(
                        parameter.getKey(),
                        parameter.getValue().isTextual()
                                ? parameter.getValue().textValue()
                                : parameter.getValue().toString()));
        Map<String, Long> metrics = new HashMap<>();
        info.path("operationMetrics").properties().forEach(metric -> {
            String count = metric.getValue().asText();
            if (count.matches("-?[0-9]{1,18}")) {
                metrics.put(metric.getKey(), Long.parseLong(count));
            }
        });
        String operation = info.path("operation").asText("UNKNOWN");
        String ours = operation.equals("Manual Update") ? parameters.remove(OPERATION_PARAMETER) : null;
        return new CommitEntry(version, committed, ours == null ? operation : ours, parameters, metrics);
    }
}
