package dev.lakehouse.gold;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeMap;

import dev.lakehouse.config.pipeline.GoldTable;

/** A digest of all that says how a gold table is computed: when it changes, the whole table is computed again. */
final class GoldDefinition {
    private GoldDefinition() {}

    static String digest(GoldTable table) {
        String definition = String.join(
                        "\n",
                        table.key().toString(),
                        table.load().name(),
                        table.sql().text())
                + new TreeMap<>(table.changedKeys());
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(definition.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
