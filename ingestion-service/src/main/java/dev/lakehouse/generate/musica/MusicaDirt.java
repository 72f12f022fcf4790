package dev.lakehouse.generate.musica;

/** What can be wrong with the line of a play, and what the pipeline {@code musica} makes of it. */
enum MusicaDirt {
    /** The line stands there twice; silver keeps one row a key. */
    REPEATED_EVENT,
    /** {@code ts} is a text, {@code "1541105830796"}; it is understood. */
    TEXT_TS,
    /** The line ends in its middle: no JSON, so that it goes to bronze's quarantine. */
    CUT_OFF_LINE,
    /** {@code ts} is null: quarantined. */
    BLANK_TS,
    /** Nobody played it, for {@code userId} is empty: quarantined. */
    NO_USER
}
