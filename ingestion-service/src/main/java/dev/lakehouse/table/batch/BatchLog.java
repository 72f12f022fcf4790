package dev.lakehouse.table.batch;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.schema.TableName;
import dev.lakehouse.storage.Storage;
import dev.lakehouse.storage.StoragePath;
import dev.lakehouse.storage.StoredFile;

/** The batches that were planned for a table, one file each in {@code ops/batches/<layer>.<table>/}. */
public final class BatchLog {
    private static final Pattern PLAN = Pattern.compile("[0-9]{20}\\.json");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();
    private static final ObjectReader READER = JSON.readerFor(Form.class);

    private final Storage storage;
    private final StoragePath folder;

    public BatchLog(Storage storage, TableName target) {
        this.storage = storage;
        this.folder = new StoragePath("ops/batches").resolve(target.toString());
    }

    /** Every plan, in the order of their numbers. */
    public List<BatchPlan> all() {
        return files().stream().map(StoredFile::path).map(this::read).toList();
    }

    /** The plan with the highest number. */
    public Optional<BatchPlan> latest() {
        List<StoredFile> files = files();
        return files.isEmpty()
                ? Optional.empty()
                : Optional.of(read(files.get(files.size() - 1).path()));
    }

    /** The plan of that number. */
    public Optional<BatchPlan> find(long number) {
        StoragePath file = file(number);
        return storage.find(file).map(found -> read(file));
    }

    /**
     * Makes a proposal the plan of its number, durably, unless there is one.
     *
     * @return the plan that holds from now on, for every process: the proposal, or what another process planned first
     */
    public BatchPlan plan(BatchPlan proposal) {
        StoragePath file = file(proposal.number());
        byte[] content;
        try {
            content = JSON.writeValueAsBytes(Form.of(proposal));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no JSON for " + proposal, e);
        }
        return storage.createIfAbsent(file, content) ? parse(file, content) : read(file);
    }

    /** Ranges as the files have them. */
    static String json(Map<String, VersionRange> inputs) {
        try {
            return JSON.writeValueAsString(inputs);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no JSON for " + inputs, e);
        }
    }

    private List<StoredFile> files() {
        return storage.list(folder).stream()
                .filter(file -> PLAN.matcher(file.path().fileName()).matches())
                .toList();
    }

    private StoragePath file(long number) {
        return folder.resolve("%020d.json".formatted(number));
    }

    private BatchPlan read(StoragePath file) {
        return parse(file, storage.read(file));
    }

    private static BatchPlan parse(StoragePath file, byte[] content) {
        try {
            Form form = READER.readValue(content);
            return form.plan();
        } catch (UnrecognizedPropertyException e) {
            throw new LakehouseException(
                    FailureKind.USER,
                    "BATCH_PLAN_TOO_NEW",
                    "The batch plan " + file + " cannot be carried out",
                    "it says '" + e.getPropertyName() + "', which only a newer version understands",
                    "upgrade to the version that planned it",
                    e);
        } catch (IOException | NullPointerException | IllegalArgumentException | DateTimeException e) {
            throw new LakehouseException(
                    FailureKind.DATA,
                    "BATCH_PLAN_BROKEN",
                    "The batch plan " + file + " cannot be read",
                    String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
                    "restore the file from a backup; the batch may be in the table already, so do not plan it anew",
                    e);
        }
    }

    /** A plan as its file has it. */
    private record Form(
            long number,
            String plannedAt,
            List<PlannedFile> files,
            Map<String, VersionRange> inputs,
            String definition,
            @JsonInclude(JsonInclude.Include.NON_NULL) Long again) {
        static Form of(BatchPlan plan) {
            return new Form(
                    plan.number(),
                    plan.plannedAt().truncatedTo(ChronoUnit.MILLIS).toString(),
                    plan.files(),
                    plan.inputs(),
                    plan.definition(),
                    plan.again().isPresent() ? plan.again().getAsLong() : null);
        }

        BatchPlan plan() {
            return new BatchPlan(
                    number,
                    Instant.parse(plannedAt),
                    files,
                    inputs,
                    definition,
                    again == null ? OptionalLong.empty() : OptionalLong.of(again));
        }
    }
}
