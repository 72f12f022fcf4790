package dev.lakehouse.serve.json;

import java.util.Locale;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lakehouse.failure.FailureJson;
import dev.lakehouse.failure.LakehouseException;

/**
 * A failure as problem details (RFC 9457): {@code type} and {@code title} are the same for every failure of a code,
 * {@code detail} is its sentences, and {@code code}, {@code kind}, {@code what}, {@code why}, {@code fix}, {@code problems}
 * and {@code retryable} stand beside them.
 */
public final class ProblemJson {
    public static final String MEDIA_TYPE = "application/problem+json";

    private ProblemJson() {}

    public static ObjectNode of(LakehouseException failure, int status) {
        String words = failure.code().toLowerCase(Locale.ROOT).replace('_', ' ');
        ObjectNode json = Json.object();
        json.put("type", "urn:lakehouse:problem:" + words.replace(' ', '-'));
        json.put("title", words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1));
        json.put("status", status);
        json.put("detail", failure.what() + ": " + failure.why());
        json.setAll((ObjectNode) Json.tree(FailureJson.of(failure)));
        json.put("retryable", failure.kind().retryable());
        return json;
    }

    /** With the status that its kind asks for. */
    public static ObjectNode of(LakehouseException failure) {
        return of(failure, failure.kind().httpStatus());
    }
}
