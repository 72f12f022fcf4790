package dev.lakehouse.trainer.serve;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import dev.lakehouse.failure.FailureJson;
import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;

/** Failures as problem details (RFC 9457), with the same fields as the ingestion service's. */
final class ProblemDocument {
    static final String MEDIA_TYPE = "application/problem+json";

    private ProblemDocument() {}

    static Map<String, Object> of(LakehouseException failure) {
        return of(FailureJson.of(failure), failure.kind(), failure.kind().retryable());
    }

    /** Of one that another process wrote; {@code failure} has the fields of {@link FailureJson}. */
    static Map<String, Object> of(Map<String, Object> failure, FailureKind kind, boolean retryable) {
        String words = String.valueOf(failure.get("code")).toLowerCase(Locale.ROOT);
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("type", "urn:lakehouse:problem:" + words.replace('_', '-'));
        document.put("title", words.replace('_', ' '));
        document.put("status", kind.httpStatus());
        document.put("detail", failure.get("what") + ": " + failure.get("why"));
        document.putAll(failure);
        document.put("retryable", retryable);
        return document;
    }
}
