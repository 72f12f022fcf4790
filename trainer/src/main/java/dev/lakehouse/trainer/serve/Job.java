package dev.lakehouse.trainer.serve;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

import static java.util.Objects.requireNonNull;

/**
 * A wish, and what has become of it.
 *
 * @param id the same for the same idempotency key, also after a restart
 * @param result what the command printed, once it has succeeded
 * @param error problem details, once it has failed
 */
record Job(
        String id,
        JobRequest request,
        Instant createdAt,
        JobState state,
        Optional<JsonNode> result,
        Optional<Map<String, Object>> error) {
    Job {
        requireNonNull(id, "id is null");
        requireNonNull(request, "request is null");
        requireNonNull(createdAt, "createdAt is null");
        requireNonNull(state, "state is null");
        requireNonNull(result, "result is null");
        requireNonNull(error, "error is null");
    }

    static Job queued(String id, JobRequest request, Instant now) {
        return new Job(id, request, now, JobState.QUEUED, Optional.empty(), Optional.empty());
    }

    Job in(JobState next) {
        return new Job(id, request, createdAt, next, result, error);
    }

    Job succeeded(JsonNode printed) {
        return new Job(id, request, createdAt, JobState.SUCCEEDED, Optional.of(printed), Optional.empty());
    }

    Job failed(Map<String, Object> problem) {
        return new Job(id, request, createdAt, JobState.FAILED, Optional.empty(), Optional.of(problem));
    }

    /** For callers. */
    Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("id", id);
        document.put("state", state.label());
        document.put("command", request.command().label());
        document.put("model", request.model());
        document.put("run", request.run().orElse(null));
        document.put(
                "version", request.version().isPresent() ? request.version().getAsLong() : null);
        document.put("created_at", createdAt.toString());
        document.put("result", result.orElse(null));
        document.put("error", error.orElse(null));
        return document;
    }
}
