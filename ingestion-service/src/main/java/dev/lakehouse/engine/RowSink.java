package dev.lakehouse.engine;

import java.util.List;

import dev.lakehouse.schema.Column;

/** Takes the rows of a query one by one. */
public interface RowSink {
    /** Comes first, also where there are no rows. */
    void columns(List<Column> columns);

    /**
     * One row, its values in the order of the columns: null, Boolean, Long, Double, BigDecimal, String, LocalDate, Instant,
     * byte[], List or Map (in both, of such values).
     *
     * @return false when no more rows are wanted
     */
    boolean row(List<Object> values);
}
