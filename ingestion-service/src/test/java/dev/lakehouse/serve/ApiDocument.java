package dev.lakehouse.serve;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;

import static org.assertj.core.api.Assertions.assertThat;

/** The OpenAPI document that the service ships. */
public final class ApiDocument {
    private static final JsonNode DOCUMENT = read();
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private ApiDocument() {}

    /** All operations, as {@code GET /health}. */
    public static Set<String> operations() {
        Set<String> operations = new TreeSet<>();
        DOCUMENT.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .fieldNames()
                        .forEachRemaining(
                                method -> operations.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
        return operations;
    }

    /** The answer has a status that the document names, and a body as it says; pages are not in it. */
    static void check(String method, String path, Client.Reply reply) {
        String plain = path.replaceFirst("\\?.*", "");
        for (Map.Entry<String, JsonNode> known : DOCUMENT.path("paths").properties()) {
            JsonNode operation = known.getValue().path(method.toLowerCase(Locale.ROOT));
            if (plain.matches(known.getKey().replaceAll("\\{\\w+}", "[^/]+")) && operation.isObject()) {
                JsonNode responses = operation.path("responses");
                JsonNode response = responses.path(Integer.toString(reply.status()));
                check(response.isObject() ? response : responses.path("default"), method + " " + path, reply);
                return;
            }
        }
    }

    private static void check(JsonNode response, String what, Client.Reply reply) {
        assertThat(response.isObject()).as("%s gives %d", what, reply.status()).isTrue();
        Map.Entry<String, JsonNode> content =
                response.path("content").properties().iterator().next();
        assertThat(reply.header("Content-Type")).as(what).startsWith(content.getKey());
        if (content.getKey().endsWith("json")) {
            ObjectNode schema = content.getValue().path("schema").deepCopy();
            schema.set("components", DOCUMENT.path("components"));
            assertThat(SCHEMAS.getSchema(schema.toString())
                            .validate(reply.http().body(), InputFormat.JSON))
                    .as("%s: %s", what, reply.http().body())
                    .isEmpty();
        }
    }

    private static JsonNode read() {
        try (InputStream file = Service.class.getResourceAsStream("web/openapi.json")) {
            return new JsonMapper().readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
