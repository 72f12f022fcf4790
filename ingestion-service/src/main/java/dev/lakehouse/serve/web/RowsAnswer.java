package dev.lakehouse.serve.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.lakehouse.engine.RowSink;
import dev.lakehouse.schema.Column;
import dev.lakehouse.serve.json.Json;
import dev.lakehouse.table.TableSnapshot;
import io.javalin.http.Context;

/** Writes rows as they come, so that a page of long texts is never in memory as a whole. */
final class RowsAnswer implements RowSink {
    private final Context context;
    private final TableSnapshot snapshot;
    private final long limit;
    private JsonGenerator json;
    private List<Column> columns = List.of();
    private long rows;

    /** @param limit the most rows to write; one more is read to know whether there are more */
    RowsAnswer(Context context, TableSnapshot snapshot, long limit) {
        this.context = context;
        this.snapshot = snapshot;
        this.limit = limit;
    }

    @Override
    public void columns(List<Column> found) {
        columns = found;
        try {
            context.contentType("application/json");
            json = Json.generator(context.outputStream());
            json.writeStartObject();
            json.writeStringField("table", snapshot.table().toString());
            json.writeNumberField("version", snapshot.version());
            json.writeFieldName("columns");
            Json.write(json, TableRoutes.columns(found));
            json.writeArrayFieldStart("rows");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean row(List<Object> values) {
        rows++;
        if (rows > limit) {
            return false;
        }
        try {
            json.writeStartObject();
            for (int i = 0; i < columns.size(); i++) {
                json.writeFieldName(columns.get(i).name());
                Json.write(json, values.get(i));
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return true;
    }

    void finish(String next) throws IOException {
        json.writeEndArray();
        json.writeStringField("next", rows > limit ? next : null);
        json.writeEndObject();
        json.flush();
    }
}
