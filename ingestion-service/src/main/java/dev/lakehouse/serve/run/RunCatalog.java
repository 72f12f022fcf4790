package dev.lakehouse.serve.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;

/**
 * All runs of the lake, whichever service has them. What has ended never changes and is read once; of others the record is
 * read each time, unless this process has them. Safe for use by several threads.
 */
final class RunCatalog {
    private final RunFiles files;
    private final Map<String, Run> ended = new ConcurrentHashMap<>();
    private final Map<String, Run> own = new ConcurrentHashMap<>();

    RunCatalog(RunFiles files) {
        this.files = files;
    }

    /** Takes the state of a run that this process has. */
    void put(Run run) {
        if (run.state().ended()) {
            ended.put(run.id(), run);
            own.remove(run.id());
        } else {
            own.put(run.id(), run);
        }
    }

    /** The run is another's by now. */
    void giveUp(String id) {
        own.remove(id);
    }

    void forget(String id) {
        own.remove(id);
        ended.remove(id);
    }

    Optional<Run> find(String id) {
        Optional<Run> known = Optional.ofNullable(own.get(id)).or(() -> Optional.ofNullable(ended.get(id)));
        return known.isPresent() ? known : read(id);
    }

    /** Those that fit, the newest first; one whose record is damaged is told of when it is asked for itself. */
    List<Run> newest(Predicate<Run> wanted, int limit) {
        List<Run> runs = new ArrayList<>();
        for (String id : files.list().descendingKeySet()) {
            readable(id).filter(wanted).ifPresent(runs::add);
            if (runs.size() >= limit) {
                break;
            }
        }
        return runs;
    }

    private Optional<Run> readable(String id) {
        try {
            return find(id);
        } catch (LakehouseException e) {
            if (e.kind() == FailureKind.DATA) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private Optional<Run> read(String id) {
        Optional<Run> read = files.read(id);
        read.filter(run -> run.state().ended()).ifPresent(this::put);
        return read;
    }
}
