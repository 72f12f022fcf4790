package dev.lakehouse.serve.web;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.failure.Problem;
import dev.lakehouse.failure.Problems;
import dev.lakehouse.failure.Suggestion;
import dev.lakehouse.landing.LandingDays;
import dev.lakehouse.schema.Layer;
import dev.lakehouse.serve.json.Json;
import dev.lakehouse.serve.run.RunJson;
import dev.lakehouse.serve.run.RunRequest;

/** Reads the body that asks for a run, and says all that is wrong with it at once. */
final class RunBody {
    private static final List<String> FIELDS = List.of("pipeline", "stage", "table", "full_refresh", "from", "to");
    private static final String EXAMPLE = "{\"pipeline\": \"loja\", \"stage\": \"silver\"}";

    private final JsonNode body;
    private final Problems problems = new Problems();

    private RunBody(JsonNode body) {
        this.body = body;
    }

    static RunRequest read(byte[] text) {
        return new RunBody(parse(text)).request();
    }

    private static JsonNode parse(byte[] text) {
        String why;
        try {
            JsonNode json = Json.read(text);
            if (json.isObject()) {
                return json;
            }
            why = text.length == 0 ? "it is empty" : "it is no object";
        } catch (JsonProcessingException e) {
            why = e.getOriginalMessage().lines().findFirst().orElse("it does not parse");
        }
        throw new LakehouseException(
                FailureKind.USER,
                "BODY_ILLEGAL",
                "The request's body cannot be read as a JSON object",
                why,
                "send for example " + EXAMPLE);
    }

    private RunRequest request() {
        Iterator<String> names = body.fieldNames();
        while (names.hasNext()) {
            String name = names.next();
            if (!FIELDS.contains(name)) {
                wrong(name, "there is no such field", Suggestion.didYouMean(name, FIELDS, "leave it out"));
            }
        }
        Optional<String> pipeline = text("pipeline");
        if (pipeline.isEmpty() && !body.hasNonNull("pipeline")) {
            wrong("pipeline", "it is missing", "name one of those that GET /api/v1/pipelines lists");
        }
        Optional<String> stage = text("stage");
        Optional<Layer> layer = stage.flatMap(RunJson::layer);
        if (stage.isPresent() && layer.isEmpty()) {
            wrong("stage", "'" + stage.get() + "' is no stage", "write bronze, silver or gold");
        }
        Optional<String> table = text("table");
        boolean fullRefresh = truth("full_refresh");
        Optional<LocalDate> from = day("from");
        Optional<LocalDate> to = day("to");
        if (from.isPresent() && to.isPresent() && from.get().isAfter(to.get())) {
            wrong("to", "it is before 'from'", "turn them round");
        }
        problems.throwIfAny("BODY_ILLEGAL", "The request's body");
        return new RunRequest(pipeline.orElseThrow(), layer, table, fullRefresh, new LandingDays(from, to));
    }

    private Optional<LocalDate> day(String field) {
        Optional<String> text = text(field);
        try {
            return text.map(LocalDate::parse);
        } catch (DateTimeParseException e) {
            wrong(field, "'" + text.orElseThrow() + "' is no day", "write a day as 2024-01-31");
            return Optional.empty();
        }
    }

    private Optional<String> text(String field) {
        JsonNode value = body.path(field);
        if (value.isTextual() && !value.asText().isBlank()) {
            return Optional.of(value.asText());
        }
        if (!value.isMissingNode() && !value.isNull()) {
            wrong(field, "it is no text", "write a text, or leave it out");
        }
        return Optional.empty();
    }

    private boolean truth(String field) {
        JsonNode value = body.path(field);
        if (!value.isMissingNode() && !value.isNull() && !value.isBoolean()) {
            wrong(field, "it is neither true nor false", "write true or false");
        }
        return value.asBoolean();
    }

    private void wrong(String field, String why, String fix) {
        problems.add(new Problem("body", 0, "'" + field + "' is wrong", why, fix));
    }
}
