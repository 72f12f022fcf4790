package dev.lakehouse.storage.s3;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.function.LongConsumer;

import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** Brings an object to a file of this machine; a large one in parts, over several connections at once. */
final class Download {
    private static final long PART_BYTES = 32L << 20;
    private static final int CHUNK = 128 << 10;

    private final S3Client client;
    private final Workers workers;
    private final LongConsumer written;

    Download(S3Client client, Workers workers) {
        this(client, workers, bytes -> {});
    }

    /** @param written is told how many bytes more are in the file, by several threads */
    Download(S3Client client, Workers workers, LongConsumer written) {
        this.client = client;
        this.workers = workers;
        this.written = written;
    }

    /** @param etag of the content that is wanted: any other is refused with status 412 */
    void run(ObjectName object, Optional<String> etag, Path target) throws IOException, InterruptedException {
        try (FileChannel file = FileChannel.open(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            GetObjectResponse first = get(object, etag, file, 0);
            long total = total(first);
            List<Future<?>> rest = new ArrayList<>();
            for (long offset = PART_BYTES; offset < total; offset += PART_BYTES) {
                long start = offset;
                rest.add(workers.part(() -> get(object, Optional.of(first.eTag()), file, start)));
            }
            Workers.awaitAll(rest);
            if (file.size() != total) {
                throw new IOException(object + " came with " + file.size() + " of its " + total + " bytes");
            }
        }
    }

    private GetObjectResponse get(ObjectName object, Optional<String> etag, FileChannel file, long offset) {
        GetObjectRequest request = GetObjectRequest.builder()
                .bucket(object.bucket())
                .key(object.key())
                .range("bytes=" + offset + "-" + (offset + PART_BYTES - 1))
                .ifMatch(etag.orElse(null))
                .build();
        return client.getObject(request, (response, body) -> {
            try {
                copy(body, file, offset);
                return response;
            } catch (IOException e) {
                // A connection that broke off in the middle: the part is asked for again.
                throw RetryableException.create(String.valueOf(e.getMessage()), e);
            }
        });
    }

    private void copy(InputStream body, FileChannel file, long offset) throws IOException {
        byte[] chunk = new byte[CHUNK];
        long at = offset;
        for (int read = body.read(chunk); read >= 0; read = body.read(chunk)) {
            ByteBuffer rest = ByteBuffer.wrap(chunk, 0, read);
            while (rest.hasRemaining()) {
                at += file.write(rest, at);
            }
            written.accept(read);
        }
    }

    /** What stands behind the slash of {@code bytes 0-9/10}; a store that sent all of a small object may leave it out. */
    private static long total(GetObjectResponse response) {
        String range = response.contentRange();
        return range == null ? response.contentLength() : Long.parseLong(range.substring(range.indexOf('/') + 1));
    }
}
