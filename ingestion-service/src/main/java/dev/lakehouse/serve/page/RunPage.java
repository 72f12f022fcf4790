package dev.lakehouse.serve.page;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lakehouse.serve.run.Run;
import dev.lakehouse.serve.run.RunProgress;

/** One run: how far it is, what it did to each table, and what was wrong. */
final class RunPage {
    private static final double PERCENT = 100;

    private RunPage() {}

    static String of(Run run, Optional<RunProgress> progress, Instant now) {
        StringBuilder body = new StringBuilder("<dl>")
                .append(Html.entry("State", HomePage.state(run)))
                .append(Html.entry("Pipeline", Html.escape(run.request().pipeline())))
                .append(Html.entry("Part", Html.escape(HomePage.part(run))))
                .append(Html.entry("Asked for", PageText.time(run.createdAt()) + " UTC"))
                .append(Html.entry(
                        "Took", PageText.duration(run.startedAt(), run.ending().map(Run.Ending::endedAt), now)));
        progress.ifPresent(at -> body.append(Html.entry("Now", now(at))));
        body.append("</dl>\n");
        run.ending().flatMap(Run.Ending::error).ifPresent(error -> body.append(error(error)));
        JsonNode tables = run.ending()
                .map(Run.Ending::tables)
                .or(() -> progress.map(RunProgress::tables))
                .orElse(null);
        if (tables != null && !tables.isEmpty()) {
            body.append("<h2>Tables</h2>\n").append(tables(tables));
        }
        return Html.page("Run " + run.id(), true, body.toString());
    }

    private static String now(RunProgress at) {
        return Html.escape(at.table().map(Object::toString).orElse("between tables"))
                + (at.activity().isEmpty()
                        ? ""
                        : ": " + Html.escape(at.activity()) + ", " + Math.round(at.fraction() * PERCENT) + " %");
    }

    private static String error(JsonNode error) {
        return "<section class=\"box\" aria-label=\"What was wrong\"><p class=\"problem\"><strong>"
                + Html.escape(error.path("what").asText()) + "</strong> (<code>"
                + Html.escape(error.path("code").asText()) + "</code>)</p><dl>"
                + Html.entry("Why", Html.escape(error.path("why").asText()))
                + Html.entry("What to do", Html.escape(error.path("fix").asText())) + "</dl></section>\n";
    }

    private static String tables(JsonNode tables) {
        List<List<String>> rows = new ArrayList<>();
        StringBuilder sentences = new StringBuilder();
        for (JsonNode table : tables) {
            String name = table.path("table").asText();
            rows.add(List.of(
                    Html.link("/pages/tables/" + name, name),
                    count(table, "rows_in"),
                    count(table, "rows_written"),
                    count(table, "rows_updated"),
                    count(table, "rows_quarantined"),
                    table.path("version").asText(),
                    table.path("control_key").asText(),
                    table.path("seconds").asText()));
            table.path("notices").forEach(notice -> sentences.append(sentence("", name, notice)));
            table.path("problems").forEach(problem -> sentences.append(sentence(" class=\"problem\"", name, problem)));
        }
        return Html.table(
                        "What the run did",
                        List.of("Table", "#In", "#Written", "#Updated", "#Quarantined", "#Version", "#Key", "#Seconds"),
                        rows)
                + (sentences.isEmpty() ? "" : "<ul>" + sentences + "</ul>\n");
    }

    private static String count(JsonNode table, String field) {
        return PageText.count(table.path(field).asLong());
    }

    private static String sentence(String attributes, String table, JsonNode text) {
        return "<li" + attributes + ">" + Html.escape(table + ": " + text.asText()) + "</li>";
    }
}
