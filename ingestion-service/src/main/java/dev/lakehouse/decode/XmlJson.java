package dev.lakehouse.decode;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;

/** Elements as JSON: attributes as {@code "@name"}, text beside them or beside children as {@code "#text"}. */
final class XmlJson {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int SHOWN = 10_000;

    private final Set<String> lists;

    XmlJson(Set<String> lists) {
        this.lists = lists;
    }

    String object(XmlNode node) {
        return text(json -> write(node, json));
    }

    String array(List<XmlNode> nodes) {
        return text(json -> writeArray(nodes, json));
    }

    /** The first few thousand characters of an element that is no row. */
    String beginning(XmlNode node) {
        String whole = object(node);
        return whole.substring(0, Math.min(whole.length(), SHOWN));
    }

    private interface Content {
        void to(JsonGenerator json) throws IOException;
    }

    private static String text(Content content) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            content.to(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private void write(XmlNode node, JsonGenerator json) throws IOException {
        if (node.isText() && node.attributes().isEmpty()) {
            if (node.nil()) {
                json.writeNull();
            } else {
                json.writeString(node.text());
            }
            return;
        }
        json.writeStartObject();
        for (Map.Entry<String, String> attribute : node.attributes().entrySet()) {
            json.writeStringField("@" + attribute.getKey(), attribute.getValue());
        }
        for (Map.Entry<String, List<XmlNode>> children : node.children().entrySet()) {
            json.writeFieldName(children.getKey());
            if (children.getValue().size() > 1 || lists.contains(children.getKey())) {
                writeArray(children.getValue(), json);
            } else {
                write(children.getValue().get(0), json);
            }
        }
        if (!node.text().isBlank()) {
            json.writeStringField("#text", node.text());
        }
        json.writeEndObject();
    }

    private void writeArray(List<XmlNode> nodes, JsonGenerator json) throws IOException {
        json.writeStartArray();
        for (XmlNode node : nodes) {
            write(node, json);
        }
        json.writeEndArray();
    }
}
