package dev.lakehouse.serve.page;

import java.time.Instant;
import java.util.List;

import dev.lakehouse.config.DataSize;
import dev.lakehouse.schema.Layer;
import dev.lakehouse.serve.run.Run;
import dev.lakehouse.table.DataFile;
import dev.lakehouse.table.TableSnapshot;

/** Recent runs and all tables. */
final class HomePage {
    private HomePage() {}

    static String of(List<Run> runs, List<TableSnapshot> tables, Instant now) {
        String body = "<h2>Recent runs</h2>\n" + (runs.isEmpty() ? noRuns() : runs(runs, now)) + "<h2>Tables</h2>\n"
                + (tables.isEmpty() ? "<p>There are no tables yet.</p>\n" : tables(tables));
        return Html.page("Runs and tables", true, body);
    }

    private static String noRuns() {
        return "<p>There are no runs yet. Ask for one with <code>POST /api/v1/runs</code>.</p>\n";
    }

    private static String runs(List<Run> runs, Instant now) {
        return Html.table(
                "The newest " + runs.size() + (runs.size() == 1 ? " run" : " runs") + ", as of " + PageText.time(now)
                        + " UTC",
                List.of("Run", "Pipeline", "Part", "State", "Asked for (UTC)", "#Took"),
                runs.stream().map(run -> row(run, now)).toList());
    }

    private static List<String> row(Run run, Instant now) {
        return List.of(
                Html.link("/pages/runs/" + run.id(), run.id()),
                Html.escape(run.request().pipeline()),
                Html.escape(part(run)),
                state(run),
                PageText.time(run.createdAt()),
                PageText.duration(run.startedAt(), run.ending().map(Run.Ending::endedAt), now));
    }

    /** Which part of its pipeline a run is about. */
    static String part(Run run) {
        String part = run.request()
                .table()
                .or(() -> run.request().stage().map(Layer::label))
                .orElse("all");
        return run.request().fullRefresh() ? part + ", full refresh" : part;
    }

    static String state(Run run) {
        String label = run.state().label();
        boolean nothing = run.ending().map(Run.Ending::nothingNew).orElse(false);
        return "<span class=\"" + label + "\">" + label + (nothing ? ", nothing new" : "") + "</span>";
    }

    private static String tables(List<TableSnapshot> tables) {
        return Html.table(
                tables.size() + (tables.size() == 1 ? " table" : " tables"),
                List.of("Table", "#Version", "#Rows", "#Files", "#Size", "Last change (UTC)"),
                tables.stream().map(HomePage::row).toList());
    }

    private static List<String> row(TableSnapshot table) {
        long bytes = table.files().stream().mapToLong(DataFile::bytes).sum();
        return List.of(
                Html.link("/pages/tables/" + table.table(), table.table().toString()),
                PageText.count(table.version()),
                PageText.count(table.rows()),
                PageText.count(table.files().size()),
                new DataSize(bytes).toString(),
                PageText.time(table.committed()));
    }
}
