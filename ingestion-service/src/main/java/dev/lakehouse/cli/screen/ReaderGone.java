package dev.lakehouse.cli.screen;

/** Whoever read the output has had enough, as {@code head} does; there is nothing to tell them. */
public final class ReaderGone extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ReaderGone() {
        super("the output is read no more", null, false, false);
    }
}
