package dev.lakehouse.storage.s3;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/** Makes a file of this machine an object; a large one in parts, over several connections at once. */
final class Upload {
    private static final long PART_BYTES = 32L << 20;
    private static final long MOST_PARTS = 10_000;
    private static final String TYPE = "application/octet-stream";

    private final S3Client client;
    private final Workers workers;

    Upload(S3Client client, Workers workers) {
        this.client = client;
        this.workers = workers;
    }

    void run(Path file, ObjectName object) throws IOException, InterruptedException {
        long bytes = Files.size(file);
        if (bytes <= 2 * PART_BYTES) {
            client.putObject(request -> request.bucket(object.bucket()).key(object.key()), RequestBody.fromFile(file));
            return;
        }
        String id = client.createMultipartUpload(
                        request -> request.bucket(object.bucket()).key(object.key()))
                .uploadId();
        boolean completed = false;
        try {
            List<CompletedPart> parts = parts(file, bytes, object, id);
            client.completeMultipartUpload(request -> request.bucket(object.bucket())
                    .key(object.key())
                    .uploadId(id)
                    .multipartUpload(upload -> upload.parts(parts)));
            completed = true;
        } finally {
            if (!completed) {
                abort(object, id);
            }
        }
    }

    private List<CompletedPart> parts(Path file, long bytes, ObjectName object, String id)
            throws IOException, InterruptedException {
        long size = Math.max(PART_BYTES, bytes / MOST_PARTS + 1);
        List<Future<CompletedPart>> parts = new ArrayList<>();
        for (long offset = 0; offset < bytes; offset += size) {
            long start = offset;
            int number = parts.size() + 1;
            long length = Math.min(size, bytes - start);
            parts.add(workers.part(() -> part(file, start, length, object, id, number)));
        }
        return Workers.awaitAll(parts);
    }

    private CompletedPart part(Path file, long start, long length, ObjectName object, String id, int number) {
        ContentStreamProvider content = () -> slice(file, start, length);
        String etag = client.uploadPart(
                        request -> request.bucket(object.bucket())
                                .key(object.key())
                                .uploadId(id)
                                .partNumber(number),
                        RequestBody.fromContentProvider(content, length, TYPE))
                .eTag();
        return CompletedPart.builder().partNumber(number).eTag(etag).build();
    }

    /** What was uploaded of it would be paid for without being seen. */
    private void abort(ObjectName object, String id) {
        try {
            client.abortMultipartUpload(
                    request -> request.bucket(object.bucket()).key(object.key()).uploadId(id));
        } catch (SdkException e) {
            // The failure that led here is the one to tell; stores drop such parts by a rule of the bucket.
        }
    }

    private static InputStream slice(Path file, long start, long length) {
        try {
            FileChannel channel = FileChannel.open(file);
            channel.position(start);
            return new Slice(Channels.newInputStream(channel), length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next so many bytes of a stream. */
    private static final class Slice extends FilterInputStream {
        private long rest;

        Slice(InputStream stream, long length) {
            super(stream);
            this.rest = length;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (rest == 0) {
                return -1;
            }
            int read = super.read(bytes, offset, (int) Math.min(length, rest));
            rest -= Math.max(0, read);
            return read;
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}
