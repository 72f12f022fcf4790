package dev.lakehouse.journey;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

import dev.lakehouse.config.pipeline.ChangedFilePolicy;
import dev.lakehouse.config.pipeline.LoadMode.Full;
import dev.lakehouse.config.pipeline.Pipeline;
import dev.lakehouse.config.pipeline.Source;
import dev.lakehouse.failure.Suggestion;
import dev.lakehouse.landing.SourcePattern;
import dev.lakehouse.ledger.FileState;
import dev.lakehouse.ledger.LandingLedger;
import dev.lakehouse.ledger.LedgerRow;
import dev.lakehouse.storage.StoredFile;
import dev.lakehouse.table.Lake;

import static java.util.Objects.requireNonNull;

/** Tells of files in landing why they are in their tables, or why not. */
public final class ExplainFiles {
    private final Lake lake;
    private final List<Claim> claims = new ArrayList<>();
    private final Map<String, List<LedgerRow>> recorded = new HashMap<>();

    /** A source, and what it is about. */
    private record Claim(String name, String pipeline, Source source, SourcePattern pattern) {}

    public ExplainFiles(Lake lake, List<Pipeline> pipelines) {
        this.lake = requireNonNull(lake, "lake is null");
        for (Pipeline pipeline : pipelines) {
            for (Source source : pipeline.sources()) {
                claims.add(new Claim(
                        pipeline.name() + "." + source.name(), pipeline.name(), source, new SourcePattern(source)));
            }
        }
    }

    /** All files whose names are {@code wanted}, in the order of their names; also those that are gone from landing. */
    public List<LandedFileState> explain(Predicate<String> wanted) {
        recorded.clear();
        new LandingLedger(lake).read(row -> {
            if (wanted.test(row.name()) || wanted.test(row.path())) {
                recorded.computeIfAbsent(row.path(), path -> new ArrayList<>()).add(row);
            }
        });
        List<LandedFileState> states = new ArrayList<>();
        Set<String> there = new HashSet<>();
        for (StoredFile file : lake.storage().list(SourcePattern.LANDING)) {
            there.add(file.path().value());
            if (wanted.test(file.path().value())
                    || recorded.containsKey(file.path().value())) {
                states.addAll(explain(file));
            }
        }
        recorded.forEach((path, rows) -> {
            if (!there.contains(path)) {
                rows.forEach(row -> states.add(gone(row)));
            }
        });
        states.sort(Comparator.comparing(LandedFileState::file));
        return states;
    }

    private List<LandedFileState> explain(StoredFile file) {
        List<LedgerRow> rows = recorded.getOrDefault(file.path().value(), List.of()).stream()
                .filter(row -> row.fingerprint().equals(file.fingerprint()))
                .toList();
        if (!rows.isEmpty()) {
            return rows.stream().map(ExplainFiles::asRecorded).toList();
        }
        List<Claim> takers = claims.stream()
                .filter(claim -> claim.pattern().matches(file.path()))
                .toList();
        if (takers.isEmpty()) {
            return List.of(unclaimed(file));
        }
        return takers.stream().map(claim -> waiting(file, claim)).toList();
    }

    private static LandedFileState asRecorded(LedgerRow row) {
        return state(row, row.state().label(), sentence(row));
    }

    private static String sentence(LedgerRow row) {
        String table = "bronze." + row.source();
        if (row.state() == FileState.REFUSED) {
            return row.error().orElse("");
        }
        String batch = row.batch().isPresent() ? " by batch " + row.batch().getAsLong() : "";
        if (row.state() == FileState.QUARANTINED) {
            return "it is in " + table + "_quarantine as a whole" + batch + ": "
                    + row.error().orElse("");
        }
        String version =
                row.version().isPresent() ? ", since version " + row.version().getAsLong() : "";
        return "it is in " + table + batch + version;
    }

    private LandedFileState waiting(StoredFile file, Claim claim) {
        List<LedgerRow> before = recorded.getOrDefault(file.path().value(), List.of());
        Optional<LedgerRow> last = before.isEmpty() ? Optional.empty() : Optional.of(before.get(before.size() - 1));
        if (last.isEmpty()) {
            String next = "the next run of " + claim.pipeline() + " looks at it";
            return claim.source().mode() instanceof Full
                    ? state(file, claim, "new", last, next + ", and takes it in if it is the newest snapshot")
                    : state(file, claim, "new", last, next);
        }
        ChangedFilePolicy policy = claim.source().changedFiles();
        String what = "it was overwritten after it had been taken in";
        return switch (policy) {
            case INGEST_AGAIN ->
                state(
                        file,
                        claim,
                        "changed",
                        last,
                        what + ", and the next run of " + claim.pipeline() + " takes it in again");
            case IGNORE ->
                state(file, claim, "changed", last, what + ", and is ignored: its source says changed_files: ignore");
            case FAIL ->
                state(file, claim, "changed", last, what + ", and runs fail: its source says changed_files: fail");
        };
    }

    private LandedFileState unclaimed(StoredFile file) {
        List<String> paths = claims.stream().map(claim -> claim.source().path()).toList();
        String inside =
                file.path().value().substring(SourcePattern.LANDING.value().length() + 1);
        return new LandedFileState(
                file.path().value(),
                Optional.empty(),
                "unclaimed",
                Optional.empty(),
                paths.isEmpty()
                        ? "there is no pipeline"
                        : "no source takes it: "
                                + Suggestion.nearest(inside, paths)
                                        .map(near -> "the nearest path is " + near)
                                        .orElse("paths are " + String.join(", ", paths)));
    }

    private static LandedFileState gone(LedgerRow row) {
        return row.state() == FileState.REFUSED
                ? state(
                        row,
                        "gone",
                        "it was refused, and is not in landing any more: "
                                + row.error().orElse(""))
                : state(row, row.state().label(), sentence(row) + "; the file is not in landing any more");
    }

    private static LandedFileState state(LedgerRow row, String word, String why) {
        return new LandedFileState(
                row.name(), Optional.of(row.pipeline() + "." + row.source()), word, Optional.of(row), why);
    }

    private static LandedFileState state(
            StoredFile file, Claim claim, String word, Optional<LedgerRow> recorded, String why) {
        return new LandedFileState(file.path().value(), Optional.of(claim.name()), word, recorded, why);
    }
}
