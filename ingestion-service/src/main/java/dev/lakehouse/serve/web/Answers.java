package dev.lakehouse.serve.web;

import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.serve.json.Json;
import dev.lakehouse.serve.json.ProblemJson;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes answers and problems. */
final class Answers {
    private static final Logger LOG = LoggerFactory.getLogger(Answers.class);
    private static final int UNAVAILABLE = 503;
    private static final int NOT_FOUND = 404;
    private static final String RETRY_SECONDS = "5";

    private Answers() {}

    static void json(Context context, Object value) {
        context.contentType("application/json").result(Json.bytes(value));
    }

    /** With the status of its kind; a name in the path that names nothing is 404. */
    static void failure(LakehouseException failure, Context context) {
        boolean missing =
                context.method().equals(HandlerType.GET) && failure.code().endsWith("_NOT_FOUND");
        boolean run = failure.code().equals("RUN_NOT_FOUND");
        problem(failure, missing || run ? NOT_FOUND : failure.kind().httpStatus(), context);
    }

    static void refusal(Refusal refusal, Context context) {
        problem(refusal.failure(), refusal.status(), context);
    }

    /** What the server says of its own accord: no such route, a body that is too large. */
    static void ofServer(HttpResponseException e, Context context) {
        String code = e.getStatus() == NOT_FOUND ? "ROUTE_NOT_FOUND" : "REQUEST_REFUSED";
        problem(
                new LakehouseException(
                        FailureKind.USER,
                        code,
                        e.getStatus() == NOT_FOUND
                                ? "There is nothing at " + context.path()
                                : "The request cannot be answered",
                        e.getStatus() == NOT_FOUND ? "no route has that path" : String.valueOf(e.getMessage()),
                        "/openapi.json describes all that there is"),
                e.getStatus(),
                context);
    }

    static void unforeseen(Exception fault, Context context) {
        LOG.error("{} {} met what nobody foresaw", context.method(), context.path(), fault);
        LakehouseException failure = new LakehouseException(
                FailureKind.INTERNAL,
                "INTERNAL",
                "Something went wrong that should not have",
                fault.getClass().getSimpleName(),
                "report it with what the service's log says",
                fault);
        problem(failure, failure.kind().httpStatus(), context);
    }

    private static void problem(LakehouseException failure, int status, Context context) {
        if (context.res().isCommitted()) {
            throw new IllegalStateException("the answer had begun; its reader has to see that it is cut off", failure);
        }
        if (status == UNAVAILABLE) {
            context.header("Retry-After", RETRY_SECONDS);
        }
        context.status(status).contentType(ProblemJson.MEDIA_TYPE).result(Json.bytes(ProblemJson.of(failure, status)));
    }
}
