package dev.lakehouse.config.pipeline;

import static java.util.Objects.requireNonNull;

/** How files are read that are neither CSV nor JSON nor Parquet; each part counts for its own format alone. */
public record FormatOptions(TextOptions text, XmlOptions xml) {
    public static final FormatOptions DEFAULTS = new FormatOptions(TextOptions.DEFAULTS, XmlOptions.DEFAULTS);

    public FormatOptions {
        requireNonNull(text, "text is null");
        requireNonNull(xml, "xml is null");
    }
}
