package dev.lakehouse.extract;

/** A value that its column's type cannot hold came where the file has no place for it. */
final class OddValueException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String column;

    OddValueException(String column) {
        super(column, null, false, false);
        this.column = column;
    }

    String column() {
        return column;
    }
}
