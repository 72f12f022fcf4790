package dev.lakehouse.config.pipeline;

import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * How a workbook is read.
 *
 * @param sheet the sheet's name; without one, the first sheet
 * @param header whether its first row names the columns; if not, they are called {@code column_1} and so on
 */
public record ExcelOptions(Optional<String> sheet, boolean header) {
    public static final ExcelOptions DEFAULTS = new ExcelOptions(Optional.empty(), true);

    public ExcelOptions {
        requireNonNull(sheet, "sheet is null");
    }
}
