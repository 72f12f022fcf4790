package dev.lakehouse.extract;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** The number of some rows and a sum of what each of them is, so that their order does not matter. */
final class RowDigest {
    private static final int NULL = -1;

    private RowDigest() {}

    /** Reads all rows; columns that have no text are read as bytes. */
    static String of(ResultSet rows, List<SourceColumn> columns) throws SQLException {
        MessageDigest digest = sha256();
        long count = 0;
        long sum = 0;
        while (rows.next()) {
            for (int i = 0; i < columns.size(); i++) {
                byte[] value = value(rows, i + 1, columns.get(i).kind());
                // With its length before it, so that ("a", "bc") is not ("ab", "c").
                digest.update(ByteBuffer.allocate(Integer.BYTES)
                        .putInt(value == null ? NULL : value.length)
                        .flip());
                if (value != null) {
                    digest.update(value);
                }
            }
            sum += ByteBuffer.wrap(digest.digest()).getLong();
            count++;
        }
        return count + ":" + sum;
    }

    private static byte[] value(ResultSet row, int column, ValueKind kind) throws SQLException {
        if (kind == ValueKind.BINARY) {
            return row.getBytes(column);
        }
        String text = row.getString(column);
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
