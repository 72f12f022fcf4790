package dev.lakehouse.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Reads tables with delta-rs, by way of Python's {@code deltalake}. A test that wants it is skipped where the environment
 * variable {@code LAKEHOUSE_TEST_PYTHON} names no Python that has {@code deltalake}.
 */
public final class DeltaRsReader {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String SCRIPT = """
            import datetime, decimal, json, struct, sys
            from deltalake import DeltaTable, QueryBuilder
            EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)

            def text(value):
                if value is None or isinstance(value, str): return value
                if isinstance(value, bool): return "true" if value else "false"
                if isinstance(value, int): return str(value)
                if isinstance(value, float): return struct.pack(">d", value).hex()
                if isinstance(value, decimal.Decimal): return format(value, "f")
                if isinstance(value, datetime.datetime):
                    return str((value.astimezone(datetime.timezone.utc) - EPOCH) // datetime.timedelta(microseconds=1))
                if isinstance(value, datetime.date): return value.isoformat()
                if isinstance(value, bytes): return value.hex()
                if isinstance(value, dict): return {key: text(child) for key, child in value.items()}
                if isinstance(value, list) and value and isinstance(value[0], tuple):
                    entries = [[text(key), text(child)] for key, child in value]
                    return sorted(entries, key=lambda entry: json.dumps(entry, ensure_ascii=False))
                if isinstance(value, list): return [text(child) for child in value]
                raise TypeError(type(value))

            opened = {}

            def rows(query):
                at = query["table"], query["version"]
                if at not in opened:
                    opened[at] = QueryBuilder().register("t", DeltaTable(at[0], version=at[1]))
                found = opened[at].execute(query["sql"]).read_all()
                columns = [[text(value.as_py()) for value in found.column(at)] for at in range(found.num_columns)]
                return [list(row) for row in zip(*columns)]

            json.dump([rows(query) for query in json.load(sys.stdin)], sys.stdout)
            """;

    private final String python;

    private DeltaRsReader(String python) {
        this.python = python;
    }

    /** The reader; skips the test, saying why, where there is none. */
    public static DeltaRsReader orSkip() {
        String python = System.getenv("LAKEHOUSE_TEST_PYTHON");
        assumeTrue(
                python != null && !python.isBlank(),
                "LAKEHOUSE_TEST_PYTHON names no Python with deltalake, so delta-rs was not tried");
        return new DeltaRsReader(python);
    }

    /** A query for one version of a table, which it calls {@code t}; its SQL is that of DataFusion. */
    public record Query(String table, long version, String sql) {
        public Query(Path table, long version, String sql) {
            this(table.toString(), version, sql);
        }
    }

    /** The rows at each of these versions, as {@link RowText} has them. */
    public List<List<String>> rows(Path table, List<Long> versions) {
        return ask(versions.stream()
                .map(version -> new Query(table, version, "select * from t"))
                .toList());
    }

    /** The rows at a version for which each of these SQL predicates is true. */
    public List<List<String>> rowsWhere(Path table, long version, List<String> predicates) {
        return ask(predicates.stream()
                .map(where -> new Query(table, version, "select * from t where " + where))
                .toList());
    }

    /** The rows of each of these queries; one process answers them all. */
    public List<List<String>> ask(List<Query> queries) {
        try {
            Path answer = Files.createTempFile("delta-rs", ".json");
            Path errors = Files.createTempFile("delta-rs", ".txt");
            try {
                Process process = new ProcessBuilder(python, "-c", SCRIPT)
                        .redirectOutput(answer.toFile())
                        .redirectError(errors.toFile())
                        .start();
                try (var request = process.getOutputStream()) {
                    JSON.writeValue(request, queries);
                }
                int exit = process.waitFor();
                assertThat(exit).as(() -> "delta-rs: " + read(errors)).isZero();
                List<List<List<Object>>> answers = JSON.readValue(answer.toFile(), new TypeReference<>() {});
                List<List<String>> rows = new ArrayList<>();
                answers.forEach(rowsOfOne -> rows.add(RowText.sorted(rowsOfOne)));
                return rows;
            } finally {
                Files.delete(answer);
                Files.delete(errors);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
