package dev.lakehouse.storage.s3;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.lakehouse.config.Home.ObjectStore;
import dev.lakehouse.storage.Storage;
import dev.lakehouse.storage.StorageContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class S3StorageContractTest extends StorageContract {
    @TempDir
    Path scratch;

    private final List<Storage> opened = new ArrayList<>();
    private ObjectStore home;

    @BeforeEach
    void setUp() {
        home = S3Server.get().newHome(scratch);
    }

    @AfterEach
    void tearDown() {
        opened.forEach(Storage::close);
    }

    @Override
    protected Storage open() {
        Storage storage = new S3Storage(home);
        opened.add(storage);
        return storage;
    }
}
