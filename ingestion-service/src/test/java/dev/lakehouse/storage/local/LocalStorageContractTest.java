package dev.lakehouse.storage.local;

import java.nio.file.Path;

import dev.lakehouse.storage.Storage;
import dev.lakehouse.storage.StorageContract;
import org.junit.jupiter.api.io.TempDir;

class LocalStorageContractTest extends StorageContract {
    @TempDir
    Path parent;

    @Override
    protected Storage open() {
        return new LocalStorage(parent.resolve("lake"));
    }
}
