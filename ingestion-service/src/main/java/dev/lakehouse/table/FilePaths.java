package dev.lakehouse.table;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Between the names of data files and their form in a log, which is URI-encoded (Delta protocol, "Add File and Remove File"). */
final class FilePaths {
    private static final String PLAIN = "-_.~/=";
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private FilePaths() {}

    static String encode(String name) {
        StringBuilder encoded = new StringBuilder(name.length() + 16);
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if (isPlain(c)) {
                encoded.append(c);
            } else {
                encoded.append('%').append(HEX.toHexDigits(b));
            }
        }
        return encoded.toString();
    }

    static String decode(String path) {
        if (path.indexOf('%') < 0) {
            return path;
        }
        byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(bytes.length);
        for (int at = 0; at < bytes.length; at++) {
            if (bytes[at] == '%' && at + 2 < bytes.length && isHex(bytes[at + 1]) && isHex(bytes[at + 2])) {
                decoded.write(HexFormat.fromHexDigit(bytes[at + 1]) * 16 + HexFormat.fromHexDigit(bytes[at + 2]));
                at += 2;
            } else {
                decoded.write(bytes[at]);
            }
        }
        return decoded.toString(StandardCharsets.UTF_8);
    }

    /** Whether a log's path names a file by itself and not below the table's folder, as shallow clones do. */
    static boolean isAbsolute(String path) {
        int colon = path.indexOf(':');
        int slash = path.indexOf('/');
        return slash == 0 || (colon >= 0 && (slash < 0 || colon < slash));
    }

    private static boolean isPlain(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || PLAIN.indexOf(c) >= 0;
    }

    private static boolean isHex(byte b) {
        return HexFormat.isHexDigit(b);
    }
}
