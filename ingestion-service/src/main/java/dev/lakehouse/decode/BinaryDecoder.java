package dev.lakehouse.decode;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import dev.lakehouse.config.pipeline.BinaryOptions;
import dev.lakehouse.schema.ColumnType.Primitive;

/** A file of any kind as one row: what it is, and its content where it is small. */
final class BinaryDecoder implements RowDecoder {
    private static final int CHUNK = 1 << 16;

    private final String name;
    private final Path file;
    private final BinaryOptions options;
    private final DecodedColumns columns = new DecodedColumns();
    private final int path = columns.add("path", Primitive.STRING);
    private final int size = columns.add("size", Primitive.BIGINT);
    private final int type = columns.add("type", Primitive.STRING);
    private final int digest = columns.add("sha256", Primitive.STRING);
    private final int modified = columns.add("modified", Primitive.TIMESTAMP);
    private final int width = columns.add("width", Primitive.INTEGER);
    private final int height = columns.add("height", Primitive.INTEGER);
    private final int content = columns.add("content", Primitive.BINARY);
    private long position;

    /** @param name the file's path in the lake */
    BinaryDecoder(String name, Path file, BinaryOptions options) {
        this.name = name;
        this.file = file;
        this.options = options;
    }

    @Override
    public DecodedColumns columns() {
        return columns;
    }

    @Override
    public boolean fill(RowBatch batch) throws IOException {
        String sha256 = sha256();
        String mediaType = MediaTypes.of(file, name);
        batch.put(path, name);
        batch.put(size, position);
        batch.put(type, mediaType);
        batch.put(digest, sha256);
        batch.put(modified, Files.getLastModifiedTime(file).to(TimeUnit.MICROSECONDS));
        Optional<ImageSize> image = mediaType.startsWith("image/") ? ImageSize.of(file) : Optional.empty();
        image.ifPresent(its -> {
            batch.put(width, its.width());
            batch.put(height, its.height());
        });
        if (position <= options.keep().bytes()) {
            batch.put(content, Base64.getEncoder().encodeToString(Files.readAllBytes(file)));
        }
        batch.endRow();
        return false;
    }

    private String sha256() throws IOException {
        MessageDigest sum = sum();
        try (InputStream bytes = Files.newInputStream(file)) {
            byte[] chunk = new byte[CHUNK];
            for (int read = bytes.read(chunk); read >= 0; read = bytes.read(chunk)) {
                sum.update(chunk, 0, read);
                position += read;
            }
        }
        return HexFormat.of().formatHex(sum.digest());
    }

    private static MessageDigest sum() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public void close() {}
}
