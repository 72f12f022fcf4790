package dev.lakehouse.table;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.failure.Suggestion;
import dev.lakehouse.schema.Layer;
import dev.lakehouse.schema.TableName;
import dev.lakehouse.storage.Storage;
import dev.lakehouse.storage.StoragePath;

/** The tables of one home, which says in {@code ops/lake.json} what form they have. Safe for use by several threads. */
public final class Lake {
    /** The form of what this version writes. A newer version that changes it so that we would do harm raises it. */
    public static final int FORMAT = 1;

    private static final StoragePath MARK = new StoragePath("ops/lake.json");
    private static final JsonMapper JSON = new JsonMapper();

    private final Storage storage;
    private final Map<TableName, DeltaTable> tables = new ConcurrentHashMap<>();
    private volatile boolean claimed;

    private Lake(Storage storage) {
        this.storage = storage;
    }

    /**
     * Opens a lake, or a place where one may come to be; nothing is written.
     *
     * @throws LakehouseException of kind user, {@code LAKE_TOO_NEW}, where a newer version made it
     */
    public static Lake open(Storage storage) {
        Lake lake = new Lake(storage);
        lake.claimed = lake.check();
        return lake;
    }

    public Storage storage() {
        return storage;
    }

    /** Makes this place a lake of our form, unless it is one. Commits do it; whoever writes anything else first calls it. */
    public void claim() {
        if (!claimed) {
            String mark = "{\"format\":%d,\"created_by\":%s}\n".formatted(FORMAT, Json.quote(version()));
            storage.createIfAbsent(MARK, mark.getBytes(StandardCharsets.UTF_8));
            claimed = check();
        }
    }

    /** A table, whether it exists or not; always the same object for a name. */
    public DeltaTable table(TableName name) {
        return tables.computeIfAbsent(name, key -> new DeltaTable(this, key));
    }

    /** A table that exists; {@code TABLE_NOT_FOUND}, of kind user, names the nearest one that does. */
    public DeltaTable existing(TableName name) {
        DeltaTable table = table(name);
        if (table.exists()) {
            return table;
        }
        List<String> names = tables().stream().map(TableName::toString).toList();
        String why = names.isEmpty()
                ? "this lake has no tables yet"
                : Suggestion.nearest(name.toString(), names)
                        .map(near -> "the nearest name is " + near)
                        .orElse("no table has a name like that");
        throw new LakehouseException(
                FailureKind.USER,
                "TABLE_NOT_FOUND",
                "There is no table " + name,
                why,
                names.isEmpty()
                        ? "make some with 'lakehouse run <pipeline>', or look at 'lakehouse demo'"
                        : "'lakehouse tables' lists those that there are");
    }

    /** The tables that exist, in order. */
    public List<TableName> tables() {
        return Arrays.stream(Layer.values())
                .flatMap(layer -> storage.folders(new StoragePath(layer.label())).stream()
                        .filter(folder -> TableName.LEGAL.matcher(folder).matches())
                        .map(folder -> new TableName(layer, folder)))
                .filter(name -> table(name).exists())
                .sorted()
                .toList();
    }

    /** What commits say wrote them. */
    static String engine() {
        return "Lakehouse/" + version();
    }

    private static String version() {
        return Optional.ofNullable(Lake.class.getPackage().getImplementationVersion())
                .orElse("development");
    }

    /** Whether there is a lake, and that it is none that we would do harm to. */
    private boolean check() {
        if (storage.find(MARK).isEmpty()) {
            return false;
        }
        JsonNode mark;
        try {
            mark = JSON.readTree(storage.read(MARK));
        } catch (IOException e) {
            throw broken(e);
        }
        if (!mark.path("format").isInt()) {
            throw broken(null);
        }
        if (mark.get("format").intValue() > FORMAT) {
            throw new LakehouseException(
                    FailureKind.USER,
                    "LAKE_TOO_NEW",
                    "This lake cannot be opened",
                    "version " + mark.path("created_by").asText("(unknown)") + " made it in form "
                            + mark.get("format").intValue() + ", and this is version " + version()
                            + ", which knows forms up to " + FORMAT,
                    "upgrade to that version or a later one");
        }
        return true;
    }

    private LakehouseException broken(Throwable cause) {
        return new LakehouseException(
                FailureKind.DATA,
                "LAKE_FILE_BROKEN",
                "This lake cannot be opened",
                storage.uri(MARK) + " is not what a lake writes there",
                "restore it from a backup; a lake of this version holds {\"format\":" + FORMAT
                        + ",\"created_by\":\"...\"}",
                cause);
    }
}
