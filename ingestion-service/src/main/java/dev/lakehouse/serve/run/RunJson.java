package dev.lakehouse.serve.run;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lakehouse.landing.LandingDays;
import dev.lakehouse.schema.Layer;
import dev.lakehouse.serve.json.Json;
import dev.lakehouse.serve.run.Run.Ending;

/** A run as the API shows it. Its records in the lake are parts of the same object. */
public final class RunJson {
    private RunJson() {}

    /** All of it; {@code progress} where it runs in this process. */
    public static ObjectNode of(Run run, Optional<RunProgress> progress) {
        ObjectNode json = queued(run);
        json.put("state", run.state().label());
        json.put("service", run.service());
        json.put("started_at", run.startedAt().map(Instant::toString).orElse(null));
        json.putNull("ended_at");
        json.put("nothing_new", false);
        json.putNull("progress");
        json.set("tables", progress.map(RunProgress::tables).orElseGet(Json::array));
        json.putNull("error");
        progress.ifPresent(it -> json.set("progress", it.json()));
        run.ending().ifPresent(ending -> json.setAll(ended(ending)));
        return json;
    }

    static ObjectNode queued(Run run) {
        ObjectNode json = Json.object();
        json.put("id", run.id());
        json.put("pipeline", run.request().pipeline());
        json.put("stage", run.request().stage().map(Layer::label).orElse(null));
        json.put("table", run.request().table().orElse(null));
        json.put("full_refresh", run.request().fullRefresh());
        json.put("from", run.request().days().from().map(LocalDate::toString).orElse(null));
        json.put("to", run.request().days().to().map(LocalDate::toString).orElse(null));
        json.put("idempotency_key", run.idempotencyKey().orElse(null));
        json.put("created_at", run.createdAt().toString());
        json.put("service", run.service());
        return json;
    }

    static ObjectNode started(Run run) {
        ObjectNode json = Json.object();
        json.put("started_at", run.startedAt().orElseThrow().toString());
        json.put("service", run.service());
        return json;
    }

    static ObjectNode ended(Ending ending) {
        ObjectNode json = Json.object();
        json.put("state", ending.state().label());
        json.put("ended_at", ending.endedAt().toString());
        json.put("nothing_new", ending.nothingNew());
        json.set("tables", ending.tables());
        json.set("error", ending.error().orElse(null));
        return json;
    }

    static Run readQueued(JsonNode json) {
        return new Run(
                json.path("id").asText(),
                new RunRequest(
                        json.path("pipeline").asText(),
                        text(json, "stage").flatMap(RunJson::layer),
                        text(json, "table"),
                        json.path("full_refresh").asBoolean(),
                        new LandingDays(
                                text(json, "from").map(LocalDate::parse),
                                text(json, "to").map(LocalDate::parse))),
                text(json, "idempotency_key"),
                Instant.parse(json.path("created_at").asText()),
                json.path("service").asText(),
                Optional.empty(),
                Optional.empty());
    }

    static Run readStarted(Run queued, JsonNode json) {
        return queued.started(
                Instant.parse(json.path("started_at").asText()),
                json.path("service").asText());
    }

    static Run readEnded(Run run, JsonNode json) {
        return run.ended(new Ending(
                RunState.find(json.path("state").asText()).orElse(RunState.FAILED),
                Instant.parse(json.path("ended_at").asText()),
                json.path("nothing_new").asBoolean(),
                json.path("tables"),
                Optional.of(json.path("error")).filter(JsonNode::isObject)));
    }

    /** The layer of that name that is a stage. */
    public static Optional<Layer> layer(String label) {
        for (Layer layer : Layer.values()) {
            if (layer.isStage() && layer.label().equals(label)) {
                return Optional.of(layer);
            }
        }
        return Optional.empty();
    }

    private static Optional<String> text(JsonNode json, String field) {
        return Optional.of(json.path(field)).filter(JsonNode::isTextual).map(JsonNode::asText);
    }
}
