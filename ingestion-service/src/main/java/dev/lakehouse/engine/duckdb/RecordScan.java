package dev.lakehouse.engine.duckdb;

import java.util.Optional;

/** Goes through the lines of one record and tells whether it is sound, as RFC 4180 says what a record is. */
final class RecordScan {
    private enum State {
        VALUE_START,
        PLAIN,
        QUOTED,
        QUOTE_SEEN,
        BROKEN
    }

    private final RecordShape shape;
    private State state = State.VALUE_START;
    private int values = 1;
    private long length;
    private boolean lastEmpty = true;

    RecordScan(RecordShape shape) {
        this.shape = shape;
    }

    /** The record's next line. */
    void line(TextLine line) {
        length += line.length();
        String text = line.text();
        for (int i = 0; i < text.length() && state != State.BROKEN; i++) {
            if (state != State.QUOTED && !shape.delimiter().isEmpty() && text.startsWith(shape.delimiter(), i)) {
                i += shape.delimiter().length() - 1;
                values++;
                lastEmpty = true;
                state = State.VALUE_START;
            } else {
                state = after(isQuote(text.charAt(i)));
                lastEmpty = false;
            }
        }
    }

    /** Whether a quoted value is open at the end of the line, and may go on in the next. */
    boolean goesOn() {
        return state == State.QUOTED && length <= shape.longest();
    }

    /** Why the record's end is not known, if it is not. */
    Optional<String> brokenQuote() {
        return state == State.QUOTED || state == State.BROKEN
                ? Optional.of("a quote opens here that is not closed before a delimiter or the line's end")
                : Optional.empty();
    }

    /** Why this is no record, if it is none. */
    Optional<String> problem() {
        if (length > shape.longest()) {
            return Optional.of("it has " + length + " characters, and a record has at most " + shape.longest()
                    + (length > TextLines.KEPT_CHARACTERS ? "; only the beginning is kept here" : ""));
        }
        if (brokenQuote().isPresent()) {
            return brokenQuote();
        }
        boolean delimiterAtTheEnd = values == shape.values() + 1 && lastEmpty;
        return values == shape.values() || delimiterAtTheEnd
                ? Optional.empty()
                : Optional.of(RejectedLines.wrongCount(shape.values(), values));
    }

    private State after(boolean quote) {
        return switch (state) {
            case VALUE_START -> quote ? State.QUOTED : State.PLAIN;
            case PLAIN -> State.PLAIN;
            case QUOTED -> quote ? State.QUOTE_SEEN : State.QUOTED;
            case QUOTE_SEEN -> quote ? State.QUOTED : State.BROKEN;
            case BROKEN -> State.BROKEN;
        };
    }

    private boolean isQuote(char character) {
        return !shape.quote().isEmpty() && shape.quote().charAt(0) == character;
    }
}
