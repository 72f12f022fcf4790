package dev.lakehouse.decode;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;

import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

import com.fasterxml.aalto.stax.InputFactoryImpl;
import dev.lakehouse.config.pipeline.XmlOptions;

/**
 * XML, of which some elements are rows. No DTD is read and no entity expanded but those of XML itself, so that a document
 * reaches no other file and does not grow while it is read.
 */
final class XmlDecoder implements RowDecoder {
    private static final int SHOWN_NAMES = 5;

    private final LandedBytes bytes;
    private final XmlOptions options;
    private final XmlNames names;
    private final BoundedGaps gaps;
    private final XMLStreamReader xml;
    private final XmlElements elements;
    private final XmlRow row;
    private final XmlJson json;
    private final DecodedColumns columns = new DecodedColumns();
    private final Set<String> others = new LinkedHashSet<>();
    private int depth;
    private long place;

    XmlDecoder(LandedBytes bytes, XmlOptions options) throws IOException {
        this.bytes = bytes;
        this.options = options;
        this.names = new XmlNames(options);
        this.gaps = new BoundedGaps(bytes);
        InputFactoryImpl factory = new InputFactoryImpl();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        try {
            this.xml = factory.createXMLStreamReader(gaps);
        } catch (XMLStreamException e) {
            bytes.close();
            throw failure(e);
        }
        this.elements = new XmlElements(xml, gaps, names);
        this.row = new XmlRow(columns, options.lists());
        this.json = new XmlJson(Set.of());
    }

    @Override
    public DecodedColumns columns() {
        return columns;
    }

    @Override
    public boolean fill(RowBatch batch) throws IOException {
        try {
            while (!batch.full()) {
                if (!xml.hasNext()) {
                    requireRows();
                    return false;
                }
                gaps.found();
                int event = xml.next();
                if (event == XMLStreamConstants.START_ELEMENT) {
                    element(batch);
                } else if (event == XMLStreamConstants.END_ELEMENT) {
                    depth--;
                }
            }
            return true;
        } catch (XMLStreamException e) {
            throw failure(e);
        }
    }

    private void element(RowBatch batch) throws XMLStreamException {
        boolean isRow = options.row().isPresent() ? names.isRow(xml) : depth == 1;
        if (isRow) {
            place++;
            XmlNode node = elements.read();
            if (elements.problem().isPresent()) {
                batch.refuse(new RefusedRecord(elements.problem().get(), place, json.beginning(node)));
            } else {
                row.put(node, batch);
            }
            return;
        }
        depth++;
        if (others.size() < SHOWN_NAMES) {
            others.add("<" + xml.getLocalName() + ">");
        }
    }

    /** A name that is mistyped must not look as if nothing had landed. */
    private void requireRows() throws IOException {
        if (place == 0 && others.size() > 1) {
            throw new IOException("it has no element <" + options.row().orElse("")
                    + ">, which the source says are its rows;" + " it has " + String.join(", ", others));
        }
    }

    private static IOException failure(XMLStreamException e) {
        if (e.getNestedException() instanceof IOException cause) {
            return cause;
        }
        String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        Location at = e.getLocation();
        return new IOException(
                "it is no well-formed XML: " + message
                        + (at == null ? "" : " (line " + at.getLineNumber() + ", column " + at.getColumnNumber() + ")"),
                e);
    }

    @Override
    public long position() {
        return bytes.position();
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }
}
