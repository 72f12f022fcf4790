package dev.lakehouse.generate.pontos;

import java.io.IOException;
import java.util.List;

/** A table of the programme, and what happens to its rows. */
interface ChangeTable {
    /** Its name, that of its source too. */
    String name();

    List<Field> fields();

    /** Hands over what arrives on a day; on the first, the rows that are there by then. */
    void arrivals(int day, Arrivals arrivals) throws IOException;

    /** Who takes changes. */
    interface Arrivals {
        /**
         * Takes one.
         *
         * @param values in the order of the fields; those that a delete does not know are null
         */
        void add(String operation, Object... values) throws IOException;
    }
}
