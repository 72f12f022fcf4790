package dev.lakehouse.table;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import io.delta.standalone.actions.Metadata;
import io.delta.standalone.types.ArrayType;
import io.delta.standalone.types.DataType;
import io.delta.standalone.types.MapType;
import io.delta.standalone.types.StructField;
import io.delta.standalone.types.StructType;

/**
 * What other programs may have given a table that we would break. Delta Standalone looks at the protocol's versions only, and
 * many features announce themselves in the table's properties or in the metadata of its columns.
 */
final class TableFeatures {
    /** Properties that ask nothing of a writer, or nothing that Delta Standalone does not do. */
    private static final Set<String> HARMLESS = Set.of(
            "delta.appendonly",
            "delta.checkpoint.writestatsasjson",
            "delta.checkpoint.writestatsasstruct",
            "delta.checkpointinterval",
            "delta.dataskippingnumindexedcols",
            "delta.dataskippingstatscolumns",
            "delta.deletedfileretentionduration",
            "delta.enableexpiredlogcleanup",
            "delta.isolationlevel",
            "delta.logretentionduration",
            "delta.parquet.compression.codec",
            "delta.randomizefileprefixes",
            "delta.randomprefixlength",
            "delta.targetfilesize",
            "delta.tunefilesizesforrewrites");

    private static final String MAPPING_MODE = "delta.columnmapping.mode";

    /** What each writer version brought (Delta protocol, "Requirements for Writers"). */
    private static final Map<Integer, String> BY_WRITER = Map.of(
            3, "check constraints (writer 3)",
            4, "a change data feed or generated columns (writer 4)",
            5, "column mapping (writer 5)",
            6, "identity columns (writer 6)");

    private TableFeatures() {}

    /** The first thing that keeps us from reading a table right, though Delta Standalone would. */
    static Optional<String> obstacleToRead(Metadata metadata) {
        if (!metadata.getPartitionColumns().isEmpty()) {
            return Optional.of("partition columns " + metadata.getPartitionColumns());
        }
        return metadata.getConfiguration().entrySet().stream()
                .filter(property -> key(property).equals(MAPPING_MODE) && !isOff(property.getValue()))
                .map(TableFeatures::named)
                .findFirst();
    }

    /** The first thing that keeps us from writing a table right. */
    static Optional<String> obstacleToWrite(Metadata metadata) {
        Stream<String> properties = metadata.getConfiguration().entrySet().stream()
                .filter(property -> key(property).startsWith("delta."))
                .filter(property -> !HARMLESS.contains(key(property)))
                .filter(property -> !isOff(property.getValue()))
                .map(TableFeatures::named);
        StructType schema = metadata.getSchema();
        Stream<String> columns = schema == null ? Stream.of() : obstacles(schema);
        return Stream.concat(properties, columns).findFirst();
    }

    /** Names what a protocol beyond reader 1 and writer 2 asks for. */
    static String named(Optional<JsonNode> protocol) {
        if (protocol.isEmpty()) {
            return "a newer protocol";
        }
        int reader = protocol.get().path("minReaderVersion").asInt();
        int writer = protocol.get().path("minWriterVersion").asInt();
        Set<String> features = new TreeSet<>();
        for (String list : List.of("readerFeatures", "writerFeatures")) {
            protocol.get().path(list).forEach(feature -> features.add(feature.asText()));
        }
        features.removeAll(List.of("appendOnly", "invariants"));
        String protocolName = "reader " + reader + " and writer " + writer;
        if (!features.isEmpty()) {
            return String.join(", ", features) + " (" + protocolName + ")";
        }
        return BY_WRITER.getOrDefault(writer, protocolName);
    }

    private static Stream<String> obstacles(StructType struct) {
        return Arrays.stream(struct.getFields()).flatMap(TableFeatures::obstacles);
    }

    private static Stream<String> obstacles(StructField field) {
        Stream<String> own = field.getMetadata().getEntries().keySet().stream()
                .filter(key -> key.startsWith("delta.")
                        || key.equals("__CHAR_VARCHAR_TYPE_STRING")
                        || key.equals("CURRENT_DEFAULT"))
                .map(key -> key + " on column " + field.getName());
        Stream<String> required = field.isNullable() ? Stream.of() : Stream.of("NOT NULL on column " + field.getName());
        return Stream.concat(Stream.concat(own, required), nested(field.getDataType()));
    }

    private static Stream<String> nested(DataType type) {
        if (type instanceof StructType struct) {
            return obstacles(struct);
        }
        if (type instanceof ArrayType array) {
            return nested(array.getElementType());
        }
        if (type instanceof MapType map) {
            return Stream.concat(nested(map.getKeyType()), nested(map.getValueType()));
        }
        return Stream.of();
    }

    private static String key(Map.Entry<String, String> property) {
        return property.getKey().toLowerCase(Locale.ROOT);
    }

    private static String named(Map.Entry<String, String> property) {
        return "the property " + property.getKey() + "=" + property.getValue();
    }

    private static boolean isOff(String value) {
        return value == null || value.equalsIgnoreCase("false") || value.equalsIgnoreCase("none");
    }
}
