package dev.lakehouse.config.pipeline;

import java.util.List;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * How XML is read.
 *
 * @param row the name of the elements that are rows; where it is not said, these are the root's children
 * @param namespaces whether names keep their prefix
 * @param lists elements that may occur more than once in a row, and are lists where they occur once, too
 */
public record XmlOptions(Optional<String> row, Namespaces namespaces, List<String> lists) {
    public static final XmlOptions DEFAULTS = new XmlOptions(Optional.empty(), Namespaces.STRIP, List.of());

    /** What becomes of {@code p} in {@code p:order}. */
    public enum Namespaces {
        /** It goes. */
        STRIP,
        /** It stands before the name: {@code p_order}. */
        PREFIX
    }

    public XmlOptions {
        requireNonNull(row, "row is null");
        requireNonNull(namespaces, "namespaces is null");
        lists = List.copyOf(lists);
    }
}
