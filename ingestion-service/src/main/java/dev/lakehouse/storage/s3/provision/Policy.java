package dev.lakehouse.storage.s3.provision;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * What a user of the store may do, as AWS IAM writes it down ("Policies and permissions in IAM", version 2012-10-17).
 *
 * @param json the document; its lists are in order, so that the same rights are the same text
 */
record Policy(String json) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String VERSION = "2012-10-17";

    /** Whether another document grants the same. Neither order nor a list of one matters. */
    boolean sameAs(String other) {
        return canonical(json).equals(canonical(other));
    }

    private static Object canonical(String json) {
        try {
            return canonical(JSON.readTree(json));
        } catch (JsonProcessingException e) {
            return json;
        }
    }

    private static Object canonical(JsonNode node) {
        if (node.isObject()) {
            Map<String, Object> fields = new TreeMap<>();
            node.properties().forEach(field -> fields.put(field.getKey(), canonical(field.getValue())));
            // An empty name of a statement says nothing.
            fields.remove("Sid", Set.of(""));
            return fields;
        }
        if (node.isArray()) {
            List<Object> elements = new ArrayList<>();
            node.forEach(element -> {
                Object value = canonical(element);
                elements.addAll(value instanceof Set<?> single ? single : Set.of(value));
            });
            return Set.copyOf(elements);
        }
        return Set.of(node.asText());
    }

    /** Adds up rights. Who is granted nothing may nothing; what is refused is refused, whatever else is granted. */
    static final class Builder {
        private static final Set<String> SEE = Set.of("s3:GetBucketLocation", "s3:ListBucket");
        private static final Set<String> PUT = Set.of(
                "s3:GetObject",
                "s3:PutObject",
                "s3:DeleteObject",
                "s3:AbortMultipartUpload",
                "s3:ListMultipartUploadParts");

        private final List<Map<String, Object>> statements = new ArrayList<>();

        Builder allow(Set<String> actions, String... resources) {
            statements.add(statement("Allow", actions, List.of(resources)));
            return this;
        }

        Builder refuse(String action, String... resources) {
            statements.add(statement("Deny", Set.of(action), List.of(resources)));
            return this;
        }

        /** To list the bucket and read all of its objects. */
        Builder read(Bucket bucket) {
            return allow(SEE, bucket.arn()).allow(Set.of("s3:GetObject"), bucket.arn("*"));
        }

        /** To list the buckets, and to read, write and delete their objects. */
        Builder change(Bucket... buckets) {
            for (Bucket bucket : buckets) {
                allow(SEE, bucket.arn())
                        .allow(Set.of("s3:ListBucketMultipartUploads"), bucket.arn())
                        .allow(PUT, bucket.arn("*"));
            }
            return this;
        }

        /** To list all of the bucket, which is also what it takes to hear that an object is not there. */
        Builder see(Bucket bucket) {
            return allow(SEE, bucket.arn());
        }

        /** To read, write and delete the objects that {@code keys} matches. */
        Builder put(Bucket bucket, String keys) {
            return allow(PUT, bucket.arn(keys));
        }

        Policy build() {
            Map<String, Object> document = new TreeMap<>(Map.of("Version", VERSION, "Statement", statements));
            try {
                return new Policy(JSON.writeValueAsString(document));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(e);
            }
        }

        private static Map<String, Object> statement(
                String effect, Collection<String> actions, Collection<String> resources) {
            return new TreeMap<>(Map.of(
                    "Effect", effect,
                    "Action", new TreeSet<>(actions),
                    "Resource", new TreeSet<>(resources)));
        }
    }
}
