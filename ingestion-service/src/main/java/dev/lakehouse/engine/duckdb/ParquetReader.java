package dev.lakehouse.engine.duckdb;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

import dev.lakehouse.engine.BronzeNames;
import dev.lakehouse.engine.LandedFile;
import dev.lakehouse.engine.Progress;
import dev.lakehouse.schema.Column;
import dev.lakehouse.schema.TableSchema;
import dev.lakehouse.table.WrittenFile;

/** Reads Parquet, its types as they are; a value that does not fit the type that bronze has already is rescued. */
final class ParquetReader implements LandingReader {
    private final Session session;
    private final ParquetOutput output;
    private final Supplier<BronzeSelect> select;

    ParquetReader(Session session, ParquetOutput output, Supplier<BronzeSelect> select) {
        this.session = session;
        this.output = output;
        this.select = select;
    }

    @Override
    public List<Column> columns(List<LandedFile> files, TableSchema known) throws SQLException {
        return named(files, known).values().stream()
                .map(column -> known.find(column.name()).orElse(column))
                .toList();
    }

    @Override
    public List<WrittenFile> write(List<LandedFile> files, TableSchema schema, Malformed malformed, Progress progress)
            throws SQLException {
        List<WrittenFile> written = new ArrayList<>();
        try {
            for (List<LandedFile> alike : alike(files)) {
                written.addAll(writeAlike(alike, schema, progress));
            }
        } catch (SQLException e) {
            // The files are read anew in smaller groups.
            output.discard(written);
            throw e;
        }
        return written;
    }

    private List<WrittenFile> writeAlike(List<LandedFile> files, TableSchema schema, Progress progress)
            throws SQLException {
        BronzeSelect rows = select.get();
        named(files, schema).forEach((landed, column) -> {
            Column known = schema.findAnyCase(column.name()).orElse(column);
            if (!known.type().equals(column.type())) {
                rows.fitted(known, Sql.name(landed), column.type());
            } else {
                rows.value(column.name(), Sql.name(landed) + "::" + DuckDbTypes.name(column.type()));
            }
        });
        return output.ordered("select " + rows.list(schema, files) + " from " + read(files), schema, progress);
    }

    /** By name in the files, the columns as bronze has them. */
    private Map<String, Column> named(List<LandedFile> files, TableSchema known) throws SQLException {
        Map<String, Column> columns = new LinkedHashMap<>();
        Set<String> taken = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        for (Column landed : DuckDbTypes.describeLanded(session, "select * from " + read(files))) {
            String legal = BronzeNames.of(landed.name(), columns.size() + 1);
            String name = legal;
            for (int i = 2; !taken.add(name); i++) {
                name = legal + "_" + i;
            }
            String column = known.findAnyCase(name).map(Column::name).orElse(name);
            columns.put(landed.name(), new Column(column, landed.type()));
        }
        return columns;
    }

    /** Runs of files of the same types: of unlike ones DuckDB casts the values, and a bigint as a double is another number. */
    private List<List<LandedFile>> alike(List<LandedFile> files) throws SQLException {
        if (files.size() == 1) {
            return List.of(files);
        }
        Map<String, String> types = new HashMap<>();
        session.forEach(
                "select file_name, hash(list_sort(list((name, type, converted_type, scale, precision,"
                        + " logical_type::varchar)::varchar)))::varchar from parquet_schema("
                        + Sql.files(files.stream().map(LandedFile::local).toList()) + ") group by file_name",
                row -> types.put(row.getString(1), row.getString(2)));
        List<List<LandedFile>> runs = new ArrayList<>();
        String last = null;
        for (LandedFile file : files) {
            String its = types.getOrDefault(file.local().toString(), file.name());
            if (!its.equals(last)) {
                runs.add(new ArrayList<>());
            }
            runs.get(runs.size() - 1).add(file);
            last = its;
        }
        return runs;
    }

    private static String read(List<LandedFile> files) {
        return "read_parquet(" + Sql.files(files.stream().map(LandedFile::local).toList())
                + ", union_by_name = true, hive_partitioning = false)";
    }
}
