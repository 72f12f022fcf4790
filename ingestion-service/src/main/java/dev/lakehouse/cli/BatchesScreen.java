package dev.lakehouse.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.lakehouse.cli.screen.Amounts;
import dev.lakehouse.cli.screen.Heading;
import dev.lakehouse.cli.screen.TextTable;
import dev.lakehouse.journey.ReadAgain.Reading;
import dev.lakehouse.table.batch.PlannedFile;

import static java.util.Objects.requireNonNull;

/** The batches that are to be read again, and those that cannot. */
final class BatchesScreen {
    private final Context context;

    BatchesScreen(Context context) {
        this.context = requireNonNull(context, "context is null");
    }

    /** What would be done, of files that the user called {@code wanted}. */
    void preview(List<Reading> found, String wanted) {
        if (context.json()) {
            JsonDocument.print(found.stream().map(BatchesScreen::json).toList(), context.out());
            return;
        }
        if (found.isEmpty()) {
            context.out().line("No file that was taken in is " + wanted + ". 'lakehouse files' tells of each.");
            return;
        }
        list(found);
        context.out().line();
        boolean none = found.stream().allMatch(reading -> reading.obstacle().isPresent());
        context.out()
                .line(
                        none
                                ? "Nothing can be read again."
                                : "Nothing was done; --yes reads these batches again, and runs their pipelines.");
    }

    void list(List<Reading> found) {
        TextTable table = new TextTable(
                Heading.text("source"),
                Heading.number("batch"),
                Heading.text("taken in"),
                Heading.number("files"),
                Heading.number("size"),
                Heading.text("not again, for"));
        for (Reading reading : found) {
            table.row(
                    reading.pipeline().name() + "." + reading.source().name(),
                    Long.toString(reading.batch().number()),
                    Amounts.time(reading.batch().plannedAt()),
                    Amounts.count(reading.batch().files().size()),
                    Amounts.bytes(bytes(reading)),
                    reading.obstacle().orElse(""));
        }
        table.print(context.out());
    }

    private static Map<String, Object> json(Reading reading) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("pipeline", reading.pipeline().name());
        object.put("source", reading.source().name());
        object.put("batch", reading.batch().number());
        object.put("planned_at", reading.batch().plannedAt().toString());
        object.put(
                "files", reading.batch().files().stream().map(PlannedFile::path).toList());
        object.put("bytes", bytes(reading));
        object.put("obstacle", reading.obstacle().orElse(null));
        return object;
    }

    private static long bytes(Reading reading) {
        return reading.batch().files().stream().mapToLong(PlannedFile::bytes).sum();
    }
}
