package dev.lakehouse.cli;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

import dev.lakehouse.config.Home;
import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.generate.LojaParameters;
import dev.lakehouse.schema.TableName;
import dev.lakehouse.storage.Storage;
import dev.lakehouse.storage.StoragePath;
import dev.lakehouse.storage.StoredFile;
import dev.lakehouse.table.Lake;

import static java.util.Objects.requireNonNull;

/** The lake that the demo works in: its own, or an empty one that it makes its own with a mark. */
final class DemoLake {
    private static final StoragePath MARK = new StoragePath("ops/demo.json");
    private static final StoragePath FILES = new StoragePath("landing/loja");

    private final Lake lake;
    private final Home home;
    private final LojaParameters shop;

    DemoLake(Lake lake, Home home, LojaParameters shop) {
        this.lake = requireNonNull(lake, "lake is null");
        this.home = requireNonNull(home, "home is null");
        this.shop = requireNonNull(shop, "shop is null");
    }

    /**
     * Makes sure that the demo touches nobody's work; throws a failure of kind user where it would.
     *
     * @return whether an earlier demo has been here
     */
    boolean claim() {
        Storage storage = lake.storage();
        byte[] mark = mark();
        if (storage.find(MARK).isPresent()) {
            if (!Arrays.equals(storage.read(MARK), mark)) {
                throw taken("it holds the demo of another version");
            }
            return true;
        }
        List<TableName> tables = lake.tables();
        if (!tables.isEmpty()) {
            throw taken("it holds tables that no demo has made: " + tables.get(0)
                    + (tables.size() == 1 ? "" : " and " + (tables.size() - 1) + " more"));
        }
        List<StoredFile> files = storage.list(FILES);
        if (!files.isEmpty()) {
            throw taken("it holds files that no demo has made: " + files.get(0).path());
        }
        return !storage.createIfAbsent(MARK, mark);
    }

    /** Whether all files of a day are there; that of orders is written last. */
    boolean landed(String date) {
        return lake.storage()
                .find(FILES.resolve("pedidos").resolve(date + ".csv"))
                .isPresent();
    }

    private byte[] mark() {
        String json = "{\"demo\": \"loja\", \"orders\": %d, \"days\": %d, \"seed\": %d, \"dirty\": %s}\n"
                .formatted(shop.orders(), shop.days(), shop.seed(), shop.dirty());
        return json.getBytes(StandardCharsets.UTF_8);
    }

    private LakehouseException taken(String why) {
        return new LakehouseException(
                FailureKind.USER,
                "DEMO_HOME_TAKEN",
                "The demo will not touch " + home,
                why,
                "give the demo a folder of its own: --home demo-lake");
    }
}
