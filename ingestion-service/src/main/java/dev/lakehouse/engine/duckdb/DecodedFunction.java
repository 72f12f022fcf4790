package dev.lakehouse.engine.duckdb;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBTableFunction;
import org.duckdb.DuckDBTableFunctionBindInfo;
import org.duckdb.DuckDBTableFunctionBuilder;
import org.duckdb.DuckDBTableFunctionCallInfo;
import org.duckdb.DuckDBTableFunctionInitInfo;

/**
 * The SQL function {@code decoded(id)}, whose rows are made in Java. DuckDB forgets no function, so that a database has but this
 * one; what it yields is handed in by number. It is called by one thread at a time, so that the order of rows stays.
 */
final class DecodedFunction implements DuckDBTableFunction<DecodedPart, DecodedPart, Object> {
    private static final String NAME = "decoded";

    private final Map<Long, DecodedPart> parts = new ConcurrentHashMap<>();
    private final AtomicLong count = new AtomicLong();
    private boolean registered;

    /** Lends the part's rows to one statement of any connection to the same database, until it is closed. */
    Lent lend(DecodedPart part, Connection connection) throws SQLException {
        register(connection);
        long id = count.incrementAndGet();
        parts.put(id, part);
        return new Lent(id);
    }

    /** A relation for one statement. */
    final class Lent implements AutoCloseable {
        private final long id;

        private Lent(long id) {
            this.id = id;
        }

        String relation() {
            return NAME + "(" + id + ")";
        }

        @Override
        public void close() {
            parts.remove(id);
        }
    }

    private synchronized void register(Connection connection) throws SQLException {
        if (registered) {
            return;
        }
        try (DuckDBTableFunctionBuilder builder = DuckDBFunctions.tableFunction()) {
            builder.withName(NAME)
                    .withParameter(DuckDBColumnType.BIGINT)
                    .withFunction(this)
                    .register(connection);
        }
        registered = true;
    }

    @Override
    public DecodedPart bind(DuckDBTableFunctionBindInfo info) {
        DecodedPart part = parts.get(info.getParameter(0).getLong());
        part.declare(info::addResultColumn);
        return part;
    }

    @Override
    public DecodedPart init(DuckDBTableFunctionInitInfo info) {
        info.setMaxThreads(1);
        return info.getBindData();
    }

    @Override
    public long apply(DuckDBTableFunctionCallInfo call, DuckDBDataChunkWriter output) throws Exception {
        DecodedPart part = call.getInitData();
        return part.next(output);
    }
}
