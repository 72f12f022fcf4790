package dev.lakehouse.serve.web;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.serve.run.Run;
import dev.lakehouse.serve.run.RunJson;
import dev.lakehouse.serve.run.RunState;
import dev.lakehouse.serve.run.Runs;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;

/** Asks for runs, follows and cancels them. */
final class RunRoutes {
    private static final String RUNS = "/api/v1/runs";
    private static final String KEY = "Idempotency-Key";
    private static final int LONGEST_KEY = 255;
    private static final int ACCEPTED = 202;
    private static final int UNPROCESSABLE = 422;
    private static final int TOO_LARGE = 413;
    private static final int BAD_REQUEST = 400;
    private static final int LARGEST_BODY = 64 << 10;
    private static final int HEARD_OUT = 1 << 20;
    private static final int PAGE = 50;
    private static final int LARGEST_PAGE = 1000;

    private final Runs runs;

    RunRoutes(Runs runs) {
        this.runs = runs;
    }

    void add(RoutesConfig routes) {
        routes.post(RUNS, this::submit);
        routes.get(RUNS, this::list);
        routes.get(RUNS + "/{id}", context -> Answers.json(context, json(runs.find(context.pathParam("id")))));
        routes.post(
                RUNS + "/{id}/cancel", context -> Answers.json(context, json(runs.cancel(context.pathParam("id")))));
    }

    private void submit(Context context) {
        Parameters.of(context);
        Optional<String> key = key(context);
        Runs.Accepted accepted = accept(context, key);
        context.header("Location", RUNS + "/" + accepted.run().id());
        if (accepted.isNew()) {
            context.status(ACCEPTED);
        }
        Answers.json(context, json(accepted.run()));
    }

    private Runs.Accepted accept(Context context, Optional<String> key) {
        try {
            return runs.submit(RunBody.read(body(context)), key);
        } catch (LakehouseException e) {
            throw e.code().equals("IDEMPOTENCY_KEY_REUSED") ? new Refusal(UNPROCESSABLE, e) : e;
        }
    }

    /**
     * What is too large is read nevertheless, up to a bound: a client that is still sending when the connection is closed hears
     * of a reset, and not why (RFC 9112, section 9.6).
     */
    private static byte[] body(Context context) {
        try (InputStream sent = context.bodyInputStream()) {
            byte[] body = sent.readNBytes(LARGEST_BODY + 1);
            if (body.length <= LARGEST_BODY) {
                return body;
            }
            sent.readNBytes(HEARD_OUT - body.length);
        } catch (IOException e) {
            throw new HttpResponseException(BAD_REQUEST, "the body did not come in full");
        }
        throw new HttpResponseException(TOO_LARGE, "the body has more than " + LARGEST_BODY + " bytes");
    }

    private static Optional<String> key(Context context) {
        Optional<String> key =
                Optional.ofNullable(context.header(KEY)).map(String::strip).filter(text -> !text.isEmpty());
        if (key.isPresent() && key.get().length() > LONGEST_KEY) {
            throw Parameters.wrong(
                    "The header " + KEY + " is too long",
                    "it has " + key.get().length() + " characters of at most " + LONGEST_KEY,
                    "use for example the name and date of what asks");
        }
        return key;
    }

    private void list(Context context) {
        Parameters parameters = Parameters.of(context, "pipeline", "state", "limit");
        Optional<RunState> state = parameters.text("state").map(RunRoutes::state);
        int limit = (int) parameters.number("limit", PAGE, 1, LARGEST_PAGE);
        List<JsonNode> found = runs.list(parameters.text("pipeline"), state, limit).stream()
                .map(this::json)
                .toList();
        Answers.json(context, found);
    }

    private static RunState state(String label) {
        return RunState.find(label)
                .orElseThrow(() -> Parameters.wrong(
                        "'" + label + "' is no state",
                        "there are queued, running, succeeded, failed, cancelled and interrupted",
                        "write one of them"));
    }

    private JsonNode json(Run run) {
        return RunJson.of(run, run.state() == RunState.RUNNING ? runs.progress(run) : Optional.empty());
    }
}
