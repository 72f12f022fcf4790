package dev.lakehouse.extract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongConsumer;

import dev.lakehouse.engine.StopSignal;

/** Reads pages of one table into files; safe for use by several threads, each with a connection of its own. */
final class PageReader {
    /** Of rows that were fetched and not written yet, for each reader. */
    private static final long FETCHED_BYTES = 8L << 20;

    private static final int REPORTED_ROWS = 2_000;

    private final Selection selection;
    private final int fetchRows;
    private final StopSignal stop;
    private final LongConsumer progress;
    private final RowValues values;

    /** Columns of which a value did not fit; found on the way, so that most files need no place for them. */
    private final Set<String> odd = ConcurrentHashMap.newKeySet();

    /** @param progress hears how many rows came since it heard last */
    PageReader(Selection selection, int fetchRows, StopSignal stop, LongConsumer progress) {
        this.selection = selection;
        long size = Math.max(1, selection.relation().rowBytes());
        this.fetchRows = (int) Math.max(1, Math.min(fetchRows, FETCHED_BYTES / size));
        this.stop = stop;
        this.progress = progress;
        this.values = new RowValues(selection.relation().columns());
    }

    /** Reads the rows of a condition into a file. */
    void read(DatabaseSession session, Condition which, Path file) throws SQLException, IOException {
        while (true) {
            try {
                write(session, which, file);
                return;
            } catch (OddValueException e) {
                odd.add(e.column());
                Files.delete(file);
            }
        }
    }

    /** Where files go whose number nobody knows beforehand. */
    interface NumberedFiles {
        Path next() throws IOException;

        void finished() throws IOException;
    }

    /** Reads all rows with one statement, into files of so many rows. */
    void readAll(DatabaseSession session, int pageRows, NumberedFiles files) throws SQLException, IOException {
        try {
            session.ask(
                    selection.sql(selection.condition()), selection.condition().values(), fetchRows, rows -> {
                        try {
                            boolean more = rows.next();
                            do {
                                more = writeFile(rows, more, pageRows, files);
                            } while (more);
                            return pageRows;
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** @return whether rows are left; the first of them is the current one */
    private boolean writeFile(ResultSet rows, boolean any, int pageRows, NumberedFiles files)
            throws SQLException, IOException {
        List<String> places = oddPlaces();
        boolean more = any;
        try (RowFile file = new RowFile(files.next(), columns(), Set.copyOf(places))) {
            Object[] row = new Object[columns().size() + places.size()];
            for (int count = 0; more && count < pageRows; count++) {
                fill(rows, row, places);
                file.write(row);
                report(count + 1);
                more = rows.next();
            }
        } catch (OddValueException e) {
            // The row comes first in another file, which has a place for it.
            odd.add(e.column());
        }
        files.finished();
        return more;
    }

    private void write(DatabaseSession session, Condition which, Path path)
            throws SQLException, IOException, OddValueException {
        List<String> places = oddPlaces();
        Object[] row = new Object[columns().size() + places.size()];
        OddValueException found = session.ask(selection.sql(which), which.values(), fetchRows, rows -> {
            try (RowFile file = new RowFile(path, columns(), Set.copyOf(places))) {
                int count = 0;
                while (rows.next()) {
                    fill(rows, row, places);
                    file.write(row);
                    report(++count);
                }
                progress.accept(count % REPORTED_ROWS);
                return null;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (OddValueException e) {
                return e;
            }
        });
        if (found != null) {
            // The same transaction reads the page again, and sees the same.
            throw found;
        }
        session.connection().commit();
    }

    private void fill(ResultSet rows, Object[] row, List<String> places) throws SQLException, OddValueException {
        Arrays.fill(row, null);
        for (int i = 0; i < columns().size(); i++) {
            Object value = values.read(rows, i);
            if (value == RowValues.ODD) {
                String name = columns().get(i).name();
                int place = places.indexOf(name);
                if (place < 0) {
                    throw new OddValueException(name);
                }
                row[columns().size() + place] = RowValues.text(rows, i);
            } else {
                row[i] = value;
            }
        }
    }

    private void report(int count) {
        if (count % REPORTED_ROWS == 0) {
            stop.check();
            progress.accept(REPORTED_ROWS);
        }
    }

    /** In the order of the columns, as files have them. */
    private List<String> oddPlaces() {
        List<String> places = new ArrayList<>(selection.relation().columnNames());
        places.retainAll(odd);
        return places;
    }

    private List<SourceColumn> columns() {
        return selection.relation().columns();
    }
}
