package dev.lakehouse.config.pipeline;

import static java.util.Objects.requireNonNull;

/** How files are read that are neither CSV nor JSON nor Parquet; each part counts for its own format alone. */
public record FormatOptions(TextOptions text, XmlOptions xml, ExcelOptions excel, BinaryOptions binary) {
    public static final FormatOptions DEFAULTS =
            new FormatOptions(TextOptions.DEFAULTS, XmlOptions.DEFAULTS, ExcelOptions.DEFAULTS, BinaryOptions.DEFAULTS);

    public FormatOptions {
        requireNonNull(text, "text is null");
        requireNonNull(xml, "xml is null");
        requireNonNull(excel, "excel is null");
        requireNonNull(binary, "binary is null");
    }
}
