package dev.lakehouse.decode;

import javax.xml.stream.XMLStreamReader;

import dev.lakehouse.config.pipeline.XmlOptions;

/** What elements and attributes are called, with their prefix or without. */
final class XmlNames {
    private static final String INSTANCE = "http://www.w3.org/2001/XMLSchema-instance";

    private final String row;
    private final boolean prefixes;

    XmlNames(XmlOptions options) {
        this.row = options.row().orElse("");
        this.prefixes = options.namespaces() == XmlOptions.Namespaces.PREFIX;
    }

    /** Whether the element is one that the source calls a row, with or without its prefix. */
    boolean isRow(XMLStreamReader xml) {
        return row.equals(xml.getLocalName()) || row.equals(xml.getPrefix() + ":" + xml.getLocalName());
    }

    String element(XMLStreamReader xml) {
        return name(xml.getPrefix(), xml.getLocalName());
    }

    String attribute(XMLStreamReader xml, int place) {
        return name(xml.getAttributePrefix(place), xml.getAttributeLocalName(place));
    }

    /** {@code xsi:nil="true"}: the element has no value (XML Schema 1.0, part 1, 2.6.2). */
    static boolean isNil(XMLStreamReader xml, int attribute) {
        return xml.getAttributeLocalName(attribute).equals("nil")
                && INSTANCE.equals(xml.getAttributeNamespace(attribute));
    }

    private String name(String prefix, String local) {
        return prefixes && prefix != null && !prefix.isEmpty() ? prefix + "_" + local : local;
    }
}
