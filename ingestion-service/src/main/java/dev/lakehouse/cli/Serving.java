package dev.lakehouse.cli;

import java.net.URI;

/** A service that runs. */
public interface Serving extends AutoCloseable {
    /** Where it answers, as this machine sees it. */
    URI address();

    /** Ends it within 20 s. */
    @Override
    void close();
}
