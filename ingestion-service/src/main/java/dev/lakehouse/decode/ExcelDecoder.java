package dev.lakehouse.decode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.lakehouse.config.pipeline.ExcelOptions;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;

/** A sheet of a workbook (.xlsx), row by row. Rows without any value are none. The texts that cells share stay in memory. */
final class ExcelDecoder implements RowDecoder {
    private static final boolean WITH_FORMATS = true;
    private static final boolean ERRORS_AS_CELLS = true;

    private final ReadableWorkbook workbook;
    private final Stream<Row> stream;
    private final Iterator<Row> rows;
    private final ExcelValues values;
    private final DecodedColumns columns = new DecodedColumns();
    private final Set<String> names = new HashSet<>();
    private final long bytes;
    private boolean header;

    ExcelDecoder(Path file, ExcelOptions options) throws IOException {
        this.bytes = Files.size(file);
        this.header = options.header();
        this.workbook = open(file);
        try {
            this.values = new ExcelValues(workbook.isDate1904());
            this.stream = sheet(options).openStream();
            this.rows = stream.iterator();
        } catch (IOException | RuntimeException e) {
            workbook.close();
            throw e;
        }
    }

    private static ReadableWorkbook open(Path file) throws IOException {
        try {
            return new ReadableWorkbook(file.toFile(), new ReadingOptions(WITH_FORMATS, ERRORS_AS_CELLS));
        } catch (IOException | RuntimeException e) {
            throw new IOException("it is no sound workbook: " + e.getMessage(), e);
        }
    }

    private Sheet sheet(ExcelOptions options) throws IOException {
        if (options.sheet().isEmpty()) {
            return workbook.getFirstSheet();
        }
        return workbook.getSheets()
                .filter(sheet -> sheet.getName().equals(options.sheet().get()))
                .findFirst()
                .orElseThrow(() ->
                        new IOException("it has no sheet '" + options.sheet().get() + "'; it has "
                                + workbook.getSheets().map(Sheet::getName).collect(Collectors.joining(", "))));
    }

    @Override
    public DecodedColumns columns() {
        return columns;
    }

    @Override
    public boolean fill(RowBatch batch) throws IOException {
        try {
            while (!batch.full()) {
                if (!rows.hasNext()) {
                    return false;
                }
                Row row = rows.next();
                if (isEmpty(row)) {
                    continue;
                }
                if (header) {
                    name(row);
                    header = false;
                } else {
                    put(row, batch);
                }
            }
            return true;
        } catch (RuntimeException e) {
            throw new IOException("it is no sound workbook: " + e.getMessage(), e);
        }
    }

    private boolean isEmpty(Row row) {
        for (Cell cell : row) {
            if (cell != null && !values.text(cell).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /** Two of one name are told apart by a number; one without a name is called by its place. */
    private void name(Row row) {
        for (int place = 0; place < row.getCellCount(); place++) {
            Cell cell = row.getCell(place);
            addColumn(cell == null ? "" : values.text(cell).strip());
        }
    }

    private void addColumn(String wanted) {
        String name = wanted.isEmpty() ? "column_" + (columns.size() + 1) : wanted;
        String free = name;
        for (int i = 2; !names.add(free.toLowerCase(Locale.ROOT)); i++) {
            free = name + "_" + i;
        }
        columns.text(free);
    }

    private void put(Row row, RowBatch batch) {
        for (Cell cell : row) {
            String text = cell == null ? "" : values.text(cell);
            if (!text.isEmpty()) {
                while (columns.size() <= cell.getColumnIndex()) {
                    addColumn("");
                }
                batch.put(cell.getColumnIndex(), text);
            }
        }
        batch.endRow();
    }

    /** How far it is nobody knows, for a workbook is packed. */
    @Override
    public long position() {
        return rows.hasNext() ? 0 : bytes;
    }

    @Override
    public void close() throws IOException {
        stream.close();
        workbook.close();
    }
}
