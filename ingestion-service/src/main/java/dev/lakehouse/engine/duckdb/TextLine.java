package dev.lakehouse.engine.duckdb;

/**
 * One line of a text file.
 *
 * @param number from 1
 * @param text the line without its ending; of a very long one the beginning
 * @param ending {@code \n}, {@code \r\n}, {@code \r}, or nothing at the end of the file
 * @param length of the whole line in characters
 */
record TextLine(long number, String text, String ending, long length) {
    /** The line without its first characters. */
    TextLine from(int start) {
        return new TextLine(number, text.substring(start), ending, length - start);
    }
}
