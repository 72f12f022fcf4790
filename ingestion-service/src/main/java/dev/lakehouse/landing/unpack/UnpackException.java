package dev.lakehouse.landing.unpack;

import java.io.EOFException;
import java.io.IOException;

/** What is packed cannot be read, or may not; the message is a clause that says why. */
public final class UnpackException extends IOException {
    private static final long serialVersionUID = 1L;

    private final boolean whole;

    private UnpackException(String reason, boolean whole, Throwable cause) {
        super(reason, cause);
        this.whole = whole;
    }

    /** One member of an archive is broken, the others are not. */
    static UnpackException ofMember(String reason) {
        return new UnpackException(reason, false, null);
    }

    /** The whole file is. */
    static UnpackException ofWhole(String reason) {
        return new UnpackException(reason, true, null);
    }

    /** What a library says about broken content, which may be anything. */
    static UnpackException broken(boolean whole, Exception cause) {
        String message = cause.getMessage();
        if (message == null) {
            message = cause instanceof EOFException
                    ? "it ends too early"
                    : cause.getClass().getSimpleName();
        }
        return new UnpackException("it is cut off or damaged (" + message + ")", whole, cause);
    }

    boolean ofWholeFile() {
        return whole;
    }
}
