package dev.lakehouse.decode;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads whole elements, as long as they are neither too large nor too deep; of those that are, the beginning. */
final class XmlElements {
    /** As an object of JSON may have. */
    private static final int MOST_CHARACTERS = 16 << 20;

    /** What a value takes beside its characters, about: without it, many empty elements would count for nothing. */
    private static final int OF_AN_ELEMENT = 32;

    private static final int DEEPEST = 100;

    private final XMLStreamReader xml;
    private final BoundedGaps gaps;
    private final XmlNames names;
    private long characters;
    private Optional<String> problem = Optional.empty();

    XmlElements(XMLStreamReader xml, BoundedGaps gaps, XmlNames names) {
        this.xml = xml;
        this.gaps = gaps;
        this.names = names;
    }

    /** The element that has just begun, to its end. */
    XmlNode read() throws XMLStreamException {
        characters = 0;
        problem = Optional.empty();
        return read(1);
    }

    /** Why the last one is not whole. */
    Optional<String> problem() {
        return problem;
    }

    private XmlNode read(int depth) throws XMLStreamException {
        XmlNode node = begun();
        for (int event = next(); event != XMLStreamConstants.END_ELEMENT; event = next()) {
            if (event == XMLStreamConstants.START_ELEMENT) {
                if (depth == DEEPEST && problem.isEmpty()) {
                    problem = Optional.of("the row has more than " + DEEPEST + " elements within one another");
                }
                if (problem.isPresent()) {
                    skip();
                } else {
                    String name = names.element(xml);
                    node.add(name, read(depth + 1));
                }
            } else if (isText(event) && problem.isEmpty()) {
                node.append(counted(xml.getText()));
            }
        }
        return node;
    }

    private XmlNode begun() {
        int count = xml.getAttributeCount();
        counted("");
        if (count == 0) {
            return new XmlNode(Map.of(), false);
        }
        Map<String, String> attributes = new LinkedHashMap<>();
        boolean nil = false;
        for (int i = 0; i < count; i++) {
            if (XmlNames.isNil(xml, i)) {
                nil = xml.getAttributeValue(i).strip().matches("true|1");
            } else {
                attributes.put(names.attribute(xml, i), counted(xml.getAttributeValue(i)));
            }
        }
        return new XmlNode(attributes, nil);
    }

    private void skip() throws XMLStreamException {
        for (int open = 1; open > 0; ) {
            int event = next();
            open += event == XMLStreamConstants.START_ELEMENT ? 1 : 0;
            open -= event == XMLStreamConstants.END_ELEMENT ? 1 : 0;
        }
    }

    private String counted(String text) {
        characters += OF_AN_ELEMENT + text.length();
        if (characters > MOST_CHARACTERS && problem.isEmpty()) {
            problem = Optional.of("the row has more than " + MOST_CHARACTERS + " characters; its beginning is kept");
        }
        return text;
    }

    private int next() throws XMLStreamException {
        gaps.found();
        return xml.next();
    }

    private static boolean isText(int event) {
        return event == XMLStreamConstants.CHARACTERS
                || event == XMLStreamConstants.CDATA
                || event == XMLStreamConstants.SPACE;
    }
}
