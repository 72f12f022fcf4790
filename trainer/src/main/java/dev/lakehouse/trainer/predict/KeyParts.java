package dev.lakehouse.trainer.predict;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.trainer.feature.StableHash;

/**
 * Values parted by a hash of their keys into files of a folder: all of one key are in one part, and parts are of about the same size. So
 * many more values than fit into memory are gone through once, and then part by part. Whoever gave the folder clears it.
 */
final class KeyParts<T> implements AutoCloseable {
    private static final int BUFFER_BYTES = 8192;

    private final Path folder;
    private final String name;
    private final Form<T> form;
    private final List<DataOutputStream> parts = new ArrayList<>();
    private final long[] counts;

    /** How a value is written to a file, and read from it. */
    interface Form<T> {
        String key(T value);

        void write(T value, DataOutputStream out) throws IOException;

        T read(DataInputStream in) throws IOException;
    }

    /**
     * Empty ones.
     *
     * @param name that no others in this folder have
     */
    KeyParts(Path folder, String name, int count, Form<T> form) {
        this.folder = folder;
        this.name = name;
        this.form = form;
        this.counts = new long[count];
        try {
            for (int part = 0; part < count; part++) {
                parts.add(new DataOutputStream(
                        new BufferedOutputStream(Files.newOutputStream(file(part)), BUFFER_BYTES)));
            }
        } catch (IOException e) {
            close();
            throw failed(e);
        }
    }

    /** Which of so many parts a key is in. */
    static int of(String key, int parts) {
        return (int) Math.floorMod(StableHash.of(key), (long) parts);
    }

    void add(T value) {
        int part = of(form.key(value), counts.length);
        try {
            form.write(value, parts.get(part));
        } catch (IOException e) {
            throw failed(e);
        }
        counts[part]++;
    }

    /** Gives a part's values in the order in which they were added; after that there is nothing more to be had of it. */
    void take(int part, Consumer<T> taker) {
        try {
            parts.get(part).close();
            try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file(part))))) {
                for (long i = 0; i < counts[part]; i++) {
                    taker.accept(form.read(in));
                }
            }
            Files.delete(file(part));
        } catch (IOException e) {
            throw failed(e);
        }
    }

    static void writeText(String text, DataOutputStream out) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    static String readText(DataInputStream in) throws IOException {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Ends writing. */
    @Override
    public void close() {
        IOException failure = null;
        for (DataOutputStream part : parts) {
            try {
                part.close();
            } catch (IOException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failed(failure);
        }
    }

    private Path file(int part) {
        return folder.resolve(name + "-" + part);
    }

    private LakehouseException failed(IOException e) {
        return new LakehouseException(
                FailureKind.EXTERNAL,
                "SCRATCH_FAILED",
                "Keys cannot be sorted in " + folder,
                String.valueOf(e.getMessage()),
                "make room there and see that this user may write to it, then predict again",
                e);
    }
}
