package dev.lakehouse.table;

import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * What a data file's column holds. The bounds enclose all its values; they are absent where nothing right can be said (all
 * null, a NaN among them, a type without order).
 *
 * <p>Bounds are a {@code Long} (all integers), {@code Double} (real, double), {@code BigDecimal}, {@code LocalDate},
 * {@code Instant}, {@code Boolean} or a whole {@code String} (not yet truncated).
 */
public record ColumnRange(Optional<Object> min, Optional<Object> max, long nulls) {
    public ColumnRange {
        requireNonNull(min, "min is null");
        requireNonNull(max, "max is null");
    }
}
