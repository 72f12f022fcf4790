package dev.lakehouse.generate;

import java.io.IOException;
import java.io.OutputStream;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import dev.lakehouse.generate.Dice.About;

/** A day's products as JSON lines: those that are new, then those with another price or a count of their stock. */
final class ProdutosFile {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .build();

    private final Products products;
    private final Dirt dirtOnFirst;
    private final Dirt dirtOnUpdate;

    ProdutosFile(LojaParameters parameters, Products products) {
        this.products = products;
        this.dirtOnFirst = new Dirt(parameters, About.DIRT_OF_PRODUTOS, DirtKind.mendedOf("produtos"));
        this.dirtOnUpdate = new Dirt(parameters, About.DIRT_OF_PRODUTOS, DirtKind.of("produtos"));
    }

    void write(int day, OutputStream out, Tally tally) throws IOException {
        try (JsonGenerator json = JSON.createGenerator(out, JsonEncoding.UTF8)) {
            json.setPrettyPrinter(new MinimalPrettyPrinter("\n"));
            long known = products.growth().known(day);
            for (long id = products.growth().known(day - 1) + 1; id <= known; id++) {
                row(id, day, false, json, tally);
            }
            for (long id = 1; id <= known; id++) {
                if (products.isUpdated(id, day)) {
                    row(id, day, true, json, tally);
                }
            }
            json.writeRaw('\n');
        }
    }

    private void row(long id, int day, boolean update, JsonGenerator json, Tally tally) throws IOException {
        long row = update ? Dirt.update(id, day) : id;
        Dirt dirt = update ? dirtOnUpdate : dirtOnFirst;
        tally.row();
        if (!dirt.isOn(row)) {
            object(id, day, update, json);
            return;
        }
        DirtKind kind = dirt.kind(row);
        tally.dirty(kind);
        switch (kind) {
            case BLANK_PRECO -> {
                start(id, json);
                json.writeNullField("preco");
                json.writeNumberField("estoque", products.stock(id, day, update));
                json.writeEndObject();
            }
            case BLANK_ESTOQUE -> {
                start(id, json);
                json.writeNumberField("preco", Money.plain(products.price(id, day)));
                json.writeStringField("estoque", "");
                json.writeEndObject();
            }
            case COMMA_IN_PRECO -> {
                start(id, json);
                json.writeStringField("preco", Money.brazilian(products.price(id, day)));
                json.writeNumberField("estoque", products.stock(id, day, update));
                json.writeEndObject();
            }
            case REPEATED_PRODUTO -> {
                object(id, day, update, json);
                tally.row();
                object(id, day, update, json);
            }
            default -> throw new IllegalStateException(kind + " is no dirt of produtos");
        }
    }

    private void object(long id, int day, boolean update, JsonGenerator json) throws IOException {
        start(id, json);
        json.writeNumberField("preco", Money.plain(products.price(id, day)));
        json.writeNumberField("estoque", products.stock(id, day, update));
        json.writeEndObject();
    }

    private void start(long id, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeNumberField("id_produto", id);
        json.writeStringField("nome_produto", products.name(id));
        json.writeStringField("categoria", Category.of(id).label);
    }
}
