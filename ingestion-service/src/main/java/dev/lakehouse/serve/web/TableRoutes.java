package dev.lakehouse.serve.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.lakehouse.engine.PointInTime;
import dev.lakehouse.engine.TableReference.At;
import dev.lakehouse.journey.QueryLake;
import dev.lakehouse.schema.Column;
import dev.lakehouse.schema.TableName;
import dev.lakehouse.table.CommitEntry;
import dev.lakehouse.table.DataFile;
import dev.lakehouse.table.Lake;
import dev.lakehouse.table.TableSnapshot;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

/** Tells of the lake's tables. */
final class TableRoutes {
    static final String TABLES = "/api/v1/tables";

    private static final int PAGE = 50;
    private static final int LARGEST_PAGE = 1000;

    private final Lake lake;

    TableRoutes(Lake lake) {
        this.lake = lake;
    }

    void add(RoutesConfig routes) {
        routes.get(TABLES, context -> {
            Parameters.of(context);
            Answers.json(context, all(lake).stream().map(TableRoutes::json).toList());
        });
        routes.get(TABLES + "/{table}", context -> Answers.json(context, schema(context)));
        routes.get(TABLES + "/{table}/history", this::history);
    }

    /** Those that exist, each as it is now. */
    static List<TableSnapshot> all(Lake lake) {
        return lake.tables().stream()
                .flatMap(name -> lake.table(name).snapshot().stream())
                .toList();
    }

    /** The table that the path names, as the parameters {@code version} and {@code timestamp} ask for it. */
    static TableSnapshot snapshot(Lake lake, Context context, Parameters parameters) {
        Optional<At> version = parameters.number("version", 0, Long.MAX_VALUE).map(At.Version::new);
        Optional<At> time = parameters.text("timestamp").map(text -> new At.Timestamp(PointInTime.parse(text)));
        if (version.isPresent() && time.isPresent()) {
            throw Parameters.wrong(
                    "Both 'version' and 'timestamp' are given",
                    "each of them names a point of the table's history",
                    "give one of them");
        }
        return QueryLake.snapshot(lake, TableName.parse(context.pathParam("table")), version.or(() -> time));
    }

    static List<Map<String, Object>> columns(List<Column> columns) {
        return columns.stream()
                .map(column -> Map.<String, Object>of(
                        "name", column.name(), "type", column.type().toString()))
                .toList();
    }

    private Map<String, Object> schema(Context context) {
        TableSnapshot snapshot = snapshot(lake, context, Parameters.of(context, "version", "timestamp"));
        Map<String, Object> json = json(snapshot);
        json.put("columns", columns(snapshot.schema().columns()));
        return json;
    }

    private void history(Context context) {
        int limit = (int) Parameters.of(context, "limit").number("limit", PAGE, 1, LARGEST_PAGE);
        TableName name = TableName.parse(context.pathParam("table"));
        Answers.json(
                context,
                lake.existing(name).history(limit).stream()
                        .map(TableRoutes::json)
                        .toList());
    }

    private static Map<String, Object> json(TableSnapshot snapshot) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("table", snapshot.table().toString());
        json.put("version", snapshot.version());
        json.put("rows", snapshot.rows());
        json.put("files", snapshot.files().size());
        json.put("bytes", snapshot.files().stream().mapToLong(DataFile::bytes).sum());
        json.put("last_change", snapshot.committed());
        return json;
    }

    private static Map<String, Object> json(CommitEntry entry) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("version", entry.version());
        json.put("time", entry.committed());
        json.put("operation", entry.operation());
        json.put("parameters", entry.parameters());
        json.put("metrics", entry.metrics());
        return json;
    }
}
