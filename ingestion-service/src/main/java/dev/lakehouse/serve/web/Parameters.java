package dev.lakehouse.serve.web;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.failure.Suggestion;
import io.javalin.http.Context;

/** A request's parameters, read strictly: one that nobody knows is a mistake, not a wish that may be left out. */
final class Parameters {
    private final Context context;

    private Parameters(Context context) {
        this.context = context;
    }

    static Parameters of(Context context, String... known) {
        List<String> names = Arrays.asList(known);
        for (String name : context.queryParamMap().keySet()) {
            if (!names.contains(name)) {
                throw wrong(
                        "There is no parameter '" + name + "'",
                        names.isEmpty() ? "this takes none" : "there are " + String.join(", ", names),
                        Suggestion.didYouMean(name, names, "leave it out"));
            }
        }
        return new Parameters(context);
    }

    /** Given at most once; empty where it is left out or blank. */
    Optional<String> text(String name) {
        List<String> values = context.queryParams(name);
        if (values.size() > 1) {
            throw wrong("'" + name + "' is given " + values.size() + " times", "one was expected", "give it once");
        }
        return values.stream().filter(value -> !value.isBlank()).findFirst();
    }

    /** Given any number of times. */
    List<String> texts(String name) {
        return context.queryParams(name).stream()
                .filter(value -> !value.isBlank())
                .toList();
    }

    /** A whole number within bounds. */
    long number(String name, long otherwise, long least, long most) {
        return number(name, least, most).orElse(otherwise);
    }

    Optional<Long> number(String name, long least, long most) {
        return text(name).map(text -> {
            try {
                long number = Long.parseLong(text);
                if (number >= least && number <= most) {
                    return number;
                }
            } catch (NumberFormatException e) {
                // Falls through to the same sentence.
            }
            throw wrong(
                    "'" + text + "' is no value of '" + name + "'",
                    "it is a whole number from " + least + " to " + most,
                    "write for example " + name + "=" + Math.max(least, 1));
        });
    }

    static LakehouseException wrong(String what, String why, String fix) {
        return new LakehouseException(FailureKind.USER, "PARAMETER_ILLEGAL", what, why, fix);
    }
}
