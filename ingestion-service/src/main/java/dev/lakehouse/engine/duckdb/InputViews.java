package dev.lakehouse.engine.duckdb;

import java.sql.SQLException;
import java.util.Collection;

import dev.lakehouse.engine.TableInput;
import dev.lakehouse.schema.Layer;
import dev.lakehouse.schema.TableName;

/** Lake tables as views under their own names, so that a query says {@code from silver.pedidos}. */
final class InputViews {
    private final Session session;

    InputViews(Session session) throws SQLException {
        this.session = session;
        for (Layer layer : Layer.values()) {
            session.execute("create schema if not exists " + Sql.name(layer.label()));
        }
    }

    void create(Collection<TableInput> inputs) throws SQLException {
        for (TableInput input : inputs) {
            replace(input.name(), "from " + TableRelation.of(input));
        }
    }

    void replace(TableName table, String query) throws SQLException {
        session.execute("create or replace view " + Sql.name(table.layer().label()) + "." + Sql.name(table.table())
                + " as " + query);
    }
}
