package dev.lakehouse.serve.run;

import java.time.Instant;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

import static java.util.Objects.requireNonNull;

/**
 * A run at one moment.
 *
 * @param id sorts by the time at which it was asked for
 * @param service the process that queued it, and once it started the one that runs it
 * @param ending empty until it has ended
 */
public record Run(
        String id,
        RunRequest request,
        Optional<String> idempotencyKey,
        Instant createdAt,
        String service,
        Optional<Instant> startedAt,
        Optional<Ending> ending) {
    /**
     * How it ended.
     *
     * @param tables an array, one object for each table that was done, as in the report of the command line
     * @param error a failure as an object, where there was one
     */
    public record Ending(
            RunState state, Instant endedAt, boolean nothingNew, JsonNode tables, Optional<JsonNode> error) {
        public Ending {
            if (!state.ended()) {
                throw new IllegalArgumentException(state + " is no end");
            }
            requireNonNull(endedAt, "endedAt is null");
            requireNonNull(tables, "tables is null");
            requireNonNull(error, "error is null");
        }
    }

    public Run {
        requireNonNull(id, "id is null");
        requireNonNull(request, "request is null");
        requireNonNull(idempotencyKey, "idempotencyKey is null");
        requireNonNull(createdAt, "createdAt is null");
        requireNonNull(service, "service is null");
        requireNonNull(startedAt, "startedAt is null");
        requireNonNull(ending, "ending is null");
    }

    public RunState state() {
        return ending.map(Ending::state).orElse(startedAt.isPresent() ? RunState.RUNNING : RunState.QUEUED);
    }

    Run started(Instant at, String by) {
        return new Run(id, request, idempotencyKey, createdAt, by, Optional.of(at), ending);
    }

    Run ended(Ending how) {
        return new Run(id, request, idempotencyKey, createdAt, service, startedAt, Optional.of(how));
    }
}
