package dev.lakehouse.generate.pontos;

/** What can be wrong with a change of a transaction, and what the pipeline {@code pontos} makes of it. */
enum PontosDirt {
    /** The change stands there twice; it is taken in once. */
    REPEATED_CHANGE,
    /** {@code OP} is in small letters; it is understood. */
    SMALL_OP,
    /** {@code OP} is {@code X}, which nobody knows: quarantined. */
    UNKNOWN_OP,
    /** {@code pontos} is null: quarantined. */
    BLANK_PONTOS
}
