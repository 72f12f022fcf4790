package dev.lakehouse.generate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Reads what was generated, by other means than it was written with. */
final class Landed {
    private Landed() {}

    /** Names below the shop's landing folder, in the order of arrival, and what is in them. */
    static Map<String, String> files(Path landing) {
        Path shop = landing.resolve("loja");
        try (Stream<Path> paths = Files.walk(shop)) {
            return paths.filter(Files::isRegularFile)
                    .collect(Collectors.toMap(
                            path -> shop.relativize(path).toString(), Landed::text, (a, b) -> a, TreeMap::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The values of all order lines in the order of arrival. */
    static List<String[]> pedidos(Path landing) {
        return files(landing).entrySet().stream()
                .filter(file -> file.getKey().startsWith("pedidos/"))
                .flatMap(file -> file.getValue().lines().skip(1))
                .map(line -> line.split(";", -1))
                .toList();
    }

    static String sha256(Map<String, String> files) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            files.forEach((name, text) -> digest.update((name + "\0" + text + "\0").getBytes(UTF_8)));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
