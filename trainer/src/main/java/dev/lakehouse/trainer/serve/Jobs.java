package dev.lakehouse.trainer.serve;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;

/**
 * Does one job at a time, in the order in which they came. They are kept in memory alone: a server that starts again knows none, and
 * whoever asks with the same key has the same done again, which a training takes up from its checkpoint. Safe for use by several
 * threads.
 */
final class Jobs implements AutoCloseable {
    private static final int MOST_WAITING = 50;
    private static final int MOST_KEPT = 1000;

    private final List<String> program;
    private final PrintStream log;
    private final Clock clock;
    private final Map<String, Job> jobs = new LinkedHashMap<>();
    private final ExecutorService worker = Executors.newSingleThreadExecutor(task -> new Thread(task, "jobs"));
    private CommandProcess running;
    private String runningId = "";

    /** @param program the words before those of a command */
    Jobs(List<String> program, PrintStream log, Clock clock) {
        this.program = List.copyOf(program);
        this.log = log;
        this.clock = clock;
    }

    /** What came of asking. */
    record Accepted(Job job, boolean isNew) {}

    /** Queues a job; with a key that was heard before, gives the job of that key. */
    synchronized Accepted submit(JobRequest request, String key) {
        String id = UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)).toString();
        Job before = jobs.get(id);
        if (before != null) {
            if (!before.request().equals(request)) {
                throw new LakehouseException(
                        FailureKind.USER,
                        "IDEMPOTENCY_KEY_REUSED",
                        "The idempotency key stands for another request",
                        "it was used for " + before.request().words(),
                        "use a new key for a new request");
            }
            return new Accepted(before, false);
        }
        if (jobs.values().stream().filter(job -> !job.state().ended()).count() >= MOST_WAITING) {
            throw new LakehouseException(
                    FailureKind.EXTERNAL,
                    "QUEUE_FULL",
                    "The trainer takes no more jobs now",
                    MOST_WAITING + " wait already",
                    "ask again later");
        }
        Job job = Job.queued(id, request, clock.instant());
        jobs.put(id, job);
        forgetOldest();
        worker.execute(() -> work(id));
        return new Accepted(job, true);
    }

    /** {@code RUN_NOT_FOUND}, of kind external, for a job that is not known: asked for again, it is. */
    synchronized Job find(String id) {
        Job job = jobs.get(id);
        if (job == null) {
            throw new LakehouseException(
                    FailureKind.EXTERNAL,
                    "RUN_NOT_FOUND",
                    "The trainer knows no job " + id,
                    "it was started again since, or that job never was",
                    "ask for it again with the same key: a training goes on where it was");
        }
        return job;
    }

    /** Ends a job; one that has ended stays as it is. */
    void cancel(String id) {
        CommandProcess process = null;
        synchronized (this) {
            Job job = find(id);
            if (job.state() == JobState.QUEUED) {
                jobs.put(id, job.in(JobState.CANCELLED));
            } else if (id.equals(runningId)) {
                process = running;
            }
        }
        if (process != null) {
            process.stop();
        }
    }

    @Override
    public void close() {
        worker.shutdownNow();
        CommandProcess process;
        synchronized (this) {
            process = running;
        }
        if (process != null) {
            process.stop();
        }
    }

    private void work(String id) {
        try {
            CommandProcess process;
            synchronized (this) {
                Job job = jobs.get(id);
                if (job == null || job.state().ended()) {
                    return;
                }
                log.println("job " + id + ": " + String.join(" ", job.request().words()));
                process = CommandProcess.start(program, job.request().words(), log);
                running = process;
                runningId = id;
                jobs.put(id, job.in(JobState.RUNNING));
            }
            end(process.outcome(find(id)));
        } catch (LakehouseException e) {
            end(find(id).failed(ProblemDocument.of(e)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void end(Job job) {
        running = null;
        runningId = "";
        jobs.put(job.id(), job);
        log.println("job " + job.id() + ": " + job.state().label());
    }

    private void forgetOldest() {
        jobs.values().stream()
                .filter(job -> job.state().ended())
                .map(Job::id)
                .limit(Math.max(0, jobs.size() - MOST_KEPT))
                .toList()
                .forEach(jobs::remove);
    }
}
