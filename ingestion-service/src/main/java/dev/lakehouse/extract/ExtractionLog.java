package dev.lakehouse.extract;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lakehouse.config.pipeline.Source;
import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.schema.TableName;
import dev.lakehouse.storage.Storage;
import dev.lakehouse.storage.StoragePath;
import dev.lakehouse.storage.StoredFile;

/** The extractions that were planned for a source, one file each in {@code ops/extractions/<table>/}, and another once it is done. */
final class ExtractionLog {
    private static final Pattern PLAN = Pattern.compile("[0-9]{20}\\.json");
    private static final JsonMapper JSON = new JsonMapper();
    private static final ObjectReader READER = JSON.readerFor(Form.class);

    private final Storage storage;
    private final StoragePath folder;

    ExtractionLog(Storage storage, TableName table) {
        this.storage = storage;
        this.folder = new StoragePath("ops/extractions").resolve(table.toString());
    }

    /** Where the plans are. */
    StoragePath folder() {
        return folder;
    }

    /** The plan with the highest number. */
    Optional<ExtractionPlan> latest() {
        List<StoredFile> plans = plans();
        return plans.isEmpty()
                ? Optional.empty()
                : Optional.of(read(plans.get(plans.size() - 1).path()));
    }

    /** One that neither a plan nor a folder of the source has had. */
    long nextNumber(Source source) {
        return 1 + Math.max(latest().map(ExtractionPlan::number).orElse(0L), LandedPages.lastNumber(storage, source));
    }

    /** Plans that are not done, in the order of their numbers; of old ones only those whose files were not removed. */
    List<ExtractionPlan> unfinished() {
        List<String> done = storage.list(folder).stream()
                .map(file -> file.path().fileName())
                .filter(name -> name.endsWith(".done"))
                .toList();
        return plans().stream()
                .filter(file -> !done.contains(file.path().fileName().replace(".json", ".done")))
                .map(file -> read(file.path()))
                .toList();
    }

    /**
     * Makes a proposal the plan of its number, durably, unless there is one.
     *
     * @return the plan that holds from now on, for every process
     */
    ExtractionPlan plan(ExtractionPlan proposal) {
        StoragePath file = file(proposal.number(), "json");
        try {
            byte[] content = JSON.writeValueAsBytes(Form.of(proposal));
            return storage.createIfAbsent(file, content) ? proposal : read(file);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no JSON for " + proposal, e);
        }
    }

    boolean isDone(ExtractionPlan plan) {
        return storage.find(file(plan.number(), "done")).isPresent();
    }

    /**
     * Notes that all files of an extraction have landed, or that it was given up; of the two that comes first holds.
     *
     * @return false where the other was noted before
     */
    boolean done(ExtractionPlan plan, String how) {
        return storage.createIfAbsent(file(plan.number(), "done"), (how + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private List<StoredFile> plans() {
        return storage.list(folder).stream()
                .filter(file -> PLAN.matcher(file.path().fileName()).matches())
                .toList();
    }

    private StoragePath file(long number, String ending) {
        return folder.resolve("%020d.%s".formatted(number, ending));
    }

    private ExtractionPlan read(StoragePath file) {
        try {
            Form form = READER.readValue(storage.read(file));
            return form.plan();
        } catch (IOException | NullPointerException | IllegalArgumentException | DateTimeException e) {
            throw new LakehouseException(
                    FailureKind.DATA,
                    "EXTRACTION_PLAN_BROKEN",
                    "The plan of an extraction, " + file + ", cannot be read",
                    String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
                    "restore the file from a backup, or use the version of this program that wrote it",
                    e);
        }
    }

    /** A plan as its file has it. */
    private record Form(
            long number,
            String mark,
            String plannedAt,
            String connection,
            String database,
            String table,
            List<String> key,
            String watermark,
            String from,
            String to,
            String tail,
            List<List<String>> bounds) {
        static Form of(ExtractionPlan plan) {
            return new Form(
                    plan.number(),
                    plan.mark(),
                    plan.plannedAt().toString(),
                    plan.origin().map(Origin::connection).orElse(null),
                    plan.origin().map(Origin::database).orElse(null),
                    plan.table(),
                    plan.key(),
                    plan.watermark().orElse(null),
                    plan.from().orElse(null),
                    plan.to().orElse(null),
                    plan.tail(),
                    plan.bounds());
        }

        ExtractionPlan plan() {
            return new ExtractionPlan(
                    number,
                    mark,
                    Instant.parse(plannedAt),
                    database == null ? Optional.empty() : Optional.of(new Origin(connection, database)),
                    table,
                    key,
                    Optional.ofNullable(watermark),
                    Optional.ofNullable(from),
                    Optional.ofNullable(to),
                    tail,
                    bounds);
        }
    }
}
