package dev.lakehouse.storage.s3.provision;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;

import dev.lakehouse.config.Secret;
import dev.lakehouse.failure.LakehouseException;
import io.minio.GetObjectArgs;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import io.minio.RemoveObjectArgs;
import io.minio.errors.ErrorResponseException;

import static java.util.Objects.requireNonNull;

/** Asks an object store, as one of its users, whether it keeps the promise that tables live by. */
public final class StoreProbe {
    private static final long TIMEOUT_MILLIS = Duration.ofSeconds(15).toMillis();

    /** An object was there first, or another request was being decided (Amazon S3, "Conditional writes"). */
    private static final Set<String> LOST = Set.of("PreconditionFailed", "ConditionalRequestConflict");

    private static final int CLIENTS = 2;

    private final URI endpoint;
    private final List<MinioClient> clients = new ArrayList<>();

    public StoreProbe(URI endpoint, String region, String accessKey, Secret secret) {
        this.endpoint = requireNonNull(endpoint, "endpoint is null");
        for (int i = 0; i < CLIENTS; i++) {
            MinioClient client = MinioClient.builder()
                    .endpoint(endpoint.toString())
                    .region(region)
                    .credentials(accessKey, secret.value())
                    .build();
            client.setTimeout(TIMEOUT_MILLIS, TIMEOUT_MILLIS, TIMEOUT_MILLIS);
            clients.add(client);
        }
    }

    /**
     * Lets two clients, each with connections of its own, create the same object at the same moment with {@code
     * If-None-Match: *}, again and again. The objects are deleted afterwards.
     *
     * @param prefix what their names start with
     * @return a sentence for each round without exactly one winner, or whose object is not the winner's
     * @throws LakehouseException of kind external where the store does not answer, of kind user where it refuses
     */
    public List<String> race(String bucket, String prefix, int rounds) {
        List<String> wrong = new ArrayList<>();
        for (int round = 1; round <= rounds; round++) {
            String name = prefix + UUID.randomUUID();
            try {
                raceOnce(bucket, name).map(("round " + round + ": ")::concat).ifPresent(wrong::add);
            } finally {
                delete(bucket, name);
            }
        }
        return wrong;
    }

    private Optional<String> raceOnce(String bucket, String name) {
        CountDownLatch start = new CountDownLatch(CLIENTS);
        Executor threads = work -> {
            Thread thread = new Thread(work, "race");
            thread.setDaemon(true);
            thread.start();
        };
        List<CompletableFuture<Boolean>> attempts = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            int client = i;
            attempts.add(CompletableFuture.supplyAsync(
                    () -> {
                        start.countDown();
                        awaitAll(start);
                        return create(client, bucket, name);
                    },
                    threads));
        }
        List<Integer> winners = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            if (result(attempts.get(i))) {
                winners.add(i);
            }
        }
        if (winners.size() != 1) {
            return Optional.of(winners.isEmpty() ? "nobody won" : "both were told that they won");
        }
        String content = read(bucket, name);
        return content.equals(content(winners.get(0)))
                ? Optional.empty()
                : Optional.of("the object is not the winner's");
    }

    private static void awaitAll(CountDownLatch start) {
        try {
            start.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean result(CompletableFuture<Boolean> attempt) {
        try {
            return attempt.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof LakehouseException failure) {
                throw failure;
            }
            throw e;
        }
    }

    /** Whether this client was the one that created it. */
    private boolean create(int client, String bucket, String name) {
        byte[] content = content(client).getBytes(StandardCharsets.UTF_8);
        return StoreFailures.calling(endpoint, "to write " + bucket + "/" + name, () -> {
            try {
                clients.get(client)
                        .putObject(PutObjectArgs.builder().bucket(bucket).object(name).stream(
                                        new ByteArrayInputStream(content), content.length, -1)
                                .extraHeaders(Map.of("If-None-Match", "*"))
                                .build());
                return true;
            } catch (ErrorResponseException e) {
                if (LOST.contains(e.errorResponse().code())) {
                    return false;
                }
                throw e;
            }
        });
    }

    private String read(String bucket, String name) {
        return StoreFailures.calling(endpoint, "to read " + bucket + "/" + name, () -> {
            try (InputStream object = clients.get(0)
                    .getObject(
                            GetObjectArgs.builder().bucket(bucket).object(name).build())) {
                return new String(object.readAllBytes(), StandardCharsets.UTF_8);
            }
        });
    }

    private void delete(String bucket, String name) {
        StoreFailures.calling(endpoint, "to delete " + bucket + "/" + name, () -> {
            clients.get(0)
                    .removeObject(RemoveObjectArgs.builder()
                            .bucket(bucket)
                            .object(name)
                            .build());
            return name;
        });
    }

    private static String content(int client) {
        return "client " + client;
    }
}
