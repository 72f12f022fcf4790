package dev.lakehouse.generate.pontos;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;

/** Rows as JSON, an object a line; what has no value is left out, and times are ISO 8601. */
final class JsonRows implements RowOutput {
    private static final JsonFactory JSON =
            JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

    private final List<Field> fields;
    private final OutputStream out;
    private final JsonGenerator json;
    private boolean empty = true;

    JsonRows(List<Field> fields, OutputStream out) throws IOException {
        this.fields = fields;
        this.out = out;
        this.json = JSON.createGenerator(out, JsonEncoding.UTF8);
        json.setPrettyPrinter(new MinimalPrettyPrinter("\n"));
    }

    @Override
    public void write(Object... values) throws IOException {
        empty = false;
        json.writeStartObject();
        for (int i = 0; i < values.length; i++) {
            Field field = fields.get(i);
            if (values[i] instanceof String text) {
                json.writeStringField(field.name(), text);
            } else if (values[i] instanceof Long number && field.kind() == Field.Kind.TIME) {
                json.writeStringField(field.name(), Instant.ofEpochMilli(number).toString());
            } else if (values[i] instanceof Long number) {
                json.writeNumberField(field.name(), number);
            }
        }
        json.writeEndObject();
    }

    @Override
    public void close() throws IOException {
        json.close();
        if (!empty) {
            out.write('\n');
        }
    }
}
