package dev.lakehouse.engine.duckdb;

/**
 * Keeps numbers of JSON as they are written. DuckDB reads one with a fraction or an exponent as a double and writes that: of
 * {@code 1.10} the zero goes, of {@code 12345678901234567.25} digits go. So an object with such a number is read with the
 * number as a marked text, and the mark is taken away from what is read.
 *
 * <p>Objects without such numbers, most of them, are only looked at.
 */
final class ExactNumbers {
    /** A control character, as JSON writes it, and one more, so that no text of a user's is taken for a number. */
    private static final String MARK = "\\u0001#";

    private static final String NUMBER = "-?[0-9]+(?:\\.[0-9]+(?:[eE][-+]?[0-9]+)?|[eE][-+]?[0-9]+)";

    /** What a double may be written as otherwise: a zero at the end, an exponent, small ones, more than 15 digits. */
    private static final String AT_RISK = "\\.[0-9]*0(?:[^0-9]|$)|[0-9][eE][-+0-9]|0\\.0000|[0-9.]{17}";

    /** As little as can be up to a number that stands in no string; at last, up to the end. */
    private static final String UP_TO_NUMBER = "((?:\"(?:[^\"\\\\]|\\\\.)*\"|[^\"])*?)(" + NUMBER + "|$)";

    private ExactNumbers() {}

    /** The expression for an object's text that has its numbers marked. */
    static String marked(String object) {
        String marked = "regexp_replace(" + object + ", " + Sql.text("(?s)" + UP_TO_NUMBER) + ", "
                + Sql.text("\\1\"" + MARK.replace("\\", "\\\\") + "\\2\"") + ", 'g')";
        String end = Sql.text("(?:\"" + MARK.replace("\\", "\\\\") + "\")+$");
        return "case when regexp_matches(" + object + ", " + Sql.text(AT_RISK) + ") then regexp_replace(" + marked
                + ", " + end + ", '') else " + object + " end";
    }

    /** The expression for a list of texts out of such an object, with its numbers as they were: alone, or in JSON. */
    static String unmarked(String object, String fields) {
        String alone = "replace(field, chr(1) || '#', '')";
        String nested = "regexp_replace(" + alone + ", " + Sql.text("\"" + MARK.replace("\\", "\\\\") + "([^\"]*)\"")
                + ", " + Sql.text("\\1") + ", 'g')";
        return "case when contains(" + object + ", " + Sql.text(MARK) + ") then list_transform(" + fields
                + ", lambda field: " + nested + ") else " + fields + " end";
    }
}
