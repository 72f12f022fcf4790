package dev.lakehouse.trainer.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SortedMap;

/** Fingerprints of texts and of folders, in hexadecimal. */
final class Sha256 {
    private Sha256() {}

    static String of(String text) {
        return HexFormat.of().formatHex(digest().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    static String of(byte[] content) {
        return HexFormat.of().formatHex(digest().digest(content));
    }

    /** Of all files of a folder, by their names below it and what is in them. */
    static String ofFolder(Path folder) throws IOException {
        MessageDigest digest = digest();
        for (Path file : FileTree.files(folder)) {
            update(digest, folder.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Of contents by their names, in the order of these. */
    static String of(SortedMap<String, byte[]> contents) {
        MessageDigest digest = digest();
        contents.forEach((name, content) -> update(digest, name, content));
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void update(MessageDigest digest, String name, byte[] content) {
        // The sizes keep what ends one file from being taken for what begins another.
        digest.update((name + "\n" + content.length + "\n").getBytes(StandardCharsets.UTF_8));
        digest.update(content);
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
