package dev.lakehouse.doctor.machine;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

import dev.lakehouse.doctor.Check;
import dev.lakehouse.doctor.Finding;
import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.storage.Storage;
import dev.lakehouse.storage.StoragePath;
import dev.lakehouse.table.Lake;

/** Whether the lake's home can be read and written, and lets exactly one of two writers create a file. */
public final class LakeCheck implements Check {
    private static final int ROUNDS = 10;
    private static final StoragePath MARK = new StoragePath("ops/lake.json");

    private final String home;
    private final Supplier<Storage> storage;

    /**
     * @param home as the user knows it
     * @param storage makes a storage of its own at each call, as two processes have
     */
    public LakeCheck(String home, Supplier<Storage> storage) {
        this.home = home;
        this.storage = storage;
    }

    @Override
    public String subject() {
        return "lake";
    }

    @Override
    public List<Finding> look() {
        Storage one = storage.get();
        if (one.find(MARK).isEmpty()) {
            return List.of(Finding.note(
                    subject(),
                    "There is no lake at " + home + " yet",
                    "the first run makes one, 'lakehouse demo' too"));
        }
        List<Finding> findings = new ArrayList<>();
        int tables = Lake.open(one).tables().size();
        findings.add(Finding.ok(subject(), tables + " tables at " + home));
        findings.add(race(one, storage.get()));
        return findings;
    }

    private Finding race(Storage one, Storage two) {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            for (int round = 0; round < ROUNDS; round++) {
                StoragePath file = new StoragePath("ops/doctor-race-" + UUID.randomUUID());
                int winners = winners(threads, one, two, file);
                if (winners != 1) {
                    return Finding.failed(
                            "writers",
                            winners + " of two writers were told that they created one file at " + home,
                            "two runs at once could overwrite each other's commits",
                            "keep the lake on a local disk with hard links, or on a store with conditional writes");
                }
            }
            return Finding.ok("writers", "two writers raced " + ROUNDS + " times, and one won each time");
        } finally {
            threads.shutdownNow();
        }
    }

    private static int winners(ExecutorService threads, Storage one, Storage two, StoragePath file) {
        CyclicBarrier start = new CyclicBarrier(2);
        try {
            Future<Boolean> first = threads.submit(attempt(one, file, start, "one"));
            Future<Boolean> second = threads.submit(attempt(two, file, start, "two"));
            return (first.get() ? 1 : 0) + (second.get() ? 1 : 0);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof LakehouseException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LakehouseException(
                    FailureKind.EXTERNAL,
                    "INTERRUPTED",
                    "The check was broken off",
                    "it was told to stop",
                    "try again");
        } finally {
            one.delete(file);
        }
    }

    private static Callable<Boolean> attempt(Storage storage, StoragePath file, CyclicBarrier start, String content) {
        return () -> {
            start.await();
            return storage.createIfAbsent(file, content.getBytes(StandardCharsets.UTF_8));
        };
    }
}
