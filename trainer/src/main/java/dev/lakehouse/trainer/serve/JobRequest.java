package dev.lakehouse.trainer.serve;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.failure.Problem;
import dev.lakehouse.failure.Problems;

import static java.util.Objects.requireNonNull;

/**
 * What somebody wants of the trainer.
 *
 * @param run the one that challenges the promoted one; of other commands absent
 * @param version of the gold table, to learn from or to look at; absent for the newest one
 */
record JobRequest(Command command, String model, Optional<String> run, OptionalLong version) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final List<String> FIELDS = List.of("command", "model", "run", "version");
    private static final Set<Command> PINNED = Set.of(Command.FEATURES, Command.TRAIN);
    private static final Pattern MODEL = Pattern.compile("[a-z_][a-z0-9_]{0,127}");
    private static final Pattern RUN = Pattern.compile("[a-z_][a-z0-9_-]{0,199}");

    enum Command {
        FEATURES,
        TRAIN,
        CHALLENGE,
        PREDICT;

        static Optional<Command> find(String label) {
            for (Command command : values()) {
                if (command.label().equals(label)) {
                    return Optional.of(command);
                }
            }
            return Optional.empty();
        }

        String label() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    JobRequest {
        requireNonNull(command, "command is null");
        requireNonNull(model, "model is null");
        requireNonNull(run, "run is null");
        requireNonNull(version, "version is null");
    }

    /** As somebody would type it. Names are checked, so none of them is taken for an option. */
    List<String> words() {
        List<String> words = new ArrayList<>(
                switch (command) {
                    case FEATURES -> List.of("models", "features", model);
                    case TRAIN -> List.of("train", model);
                    case CHALLENGE -> List.of("models", "challenge", run.orElseThrow());
                    case PREDICT -> List.of("predict", model);
                });
        version.ifPresent(number -> words.addAll(List.of("--version", Long.toString(number))));
        words.add("--json");
        return words;
    }

    /** Reads a request's body; throws {@code BODY_ILLEGAL}, of kind user, with all that is wrong with it. */
    static JobRequest read(byte[] body) {
        Problems problems = new Problems();
        JsonNode json = parse(body);
        Iterator<String> names = json.fieldNames();
        while (names.hasNext()) {
            String name = names.next();
            if (!FIELDS.contains(name)) {
                problems.add(wrong(name, "there is no such field", "leave it out; there are " + FIELDS));
            }
        }
        Optional<Command> command = Command.find(json.path("command").asText());
        if (command.isEmpty()) {
            problems.add(
                    wrong("command", "it is none of the trainer's", "write features, train, challenge or predict"));
        }
        String model = json.path("model").asText();
        if (!MODEL.matcher(model).matches()) {
            problems.add(wrong("model", "it is no name of a model", "name one that a pipeline declares"));
        }
        Optional<String> run = Optional.of(json.path("run").asText()).filter(text -> !text.isEmpty());
        if (run.isPresent() != command.filter(Command.CHALLENGE::equals).isPresent()
                || run.filter(text -> !RUN.matcher(text).matches()).isPresent()) {
            problems.add(wrong("run", "a challenge has one, and nothing else has", "name a run of the model"));
        }
        JsonNode version = json.path("version");
        boolean pinned = !version.isMissingNode() && !version.isNull();
        if (pinned && (!version.isIntegralNumber() || !version.canConvertToLong() || version.longValue() < 0)) {
            problems.add(wrong("version", "it is no version of a table", "write a whole number from 0 on"));
        } else if (pinned && !command.map(PINNED::contains).orElse(true)) {
            problems.add(wrong("version", "only features and train take one", "leave it out"));
        }
        problems.throwIfAny("BODY_ILLEGAL", "The request's body");
        OptionalLong wanted = pinned ? OptionalLong.of(version.longValue()) : OptionalLong.empty();
        return new JobRequest(command.orElseThrow(), model, run, wanted);
    }

    private static JsonNode parse(byte[] body) {
        List<String> why = new ArrayList<>(List.of("it is no object"));
        try {
            JsonNode json = JSON.readTree(body);
            if (json != null && json.isObject()) {
                return json;
            }
        } catch (IOException e) {
            why.set(0, "it does not parse");
        }
        throw new LakehouseException(
                FailureKind.USER,
                "BODY_ILLEGAL",
                "The request's body cannot be read as a JSON object",
                why.get(0),
                "send for example {\"command\": \"train\", \"model\": \"recompra\"}");
    }

    private static Problem wrong(String field, String why, String fix) {
        return new Problem("body", 0, "'" + field + "' is wrong", why, fix);
    }
}
