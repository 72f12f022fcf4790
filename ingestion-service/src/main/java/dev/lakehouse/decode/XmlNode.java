package dev.lakehouse.decode;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An element of XML with all that is in it. Children of one name stand together, in their order. */
final class XmlNode {
    private final Map<String, String> attributes;
    private final boolean nil;
    private Map<String, List<XmlNode>> children = Map.of();
    private String text = "";
    private StringBuilder longer;

    /** @param nil whether it says that it has no value */
    XmlNode(Map<String, String> attributes, boolean nil) {
        this.attributes = attributes;
        this.nil = nil;
    }

    void add(String name, XmlNode child) {
        if (children.isEmpty()) {
            children = new LinkedHashMap<>();
        }
        children.computeIfAbsent(name, any -> new ArrayList<>(1)).add(child);
    }

    void append(String more) {
        if (longer != null) {
            longer.append(more);
        } else if (text.isEmpty()) {
            text = more;
        } else {
            longer = new StringBuilder(text).append(more);
        }
    }

    Map<String, String> attributes() {
        return attributes;
    }

    Map<String, List<XmlNode>> children() {
        return children;
    }

    /** Without that of children. */
    String text() {
        return longer == null ? text : longer.toString();
    }

    boolean nil() {
        return nil;
    }

    /** Whether it is text, with attributes or without. */
    boolean isText() {
        return children.isEmpty();
    }
}
