package dev.lakehouse.doctor.reach;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

import dev.lakehouse.doctor.Check;
import dev.lakehouse.doctor.Finding;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.storage.s3.provision.StoreProbe;

/** Whether the object store answers, has the same time as we, and lets exactly one of two clients create an object. */
public final class StoreCheck implements Check {
    private static final int ROUNDS = 8;
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** A store refuses requests that are further away than this (Amazon S3, "RequestTimeTooSkewed"). */
    private static final Duration REFUSED = Duration.ofMinutes(15);

    /** The header has whole seconds, and the answer takes its time. */
    private static final Duration TOLERATED = Duration.ofSeconds(5);

    private final StoreAccess store;

    public StoreCheck(StoreAccess store) {
        this.store = store;
    }

    @Override
    public String subject() {
        return "object store";
    }

    @Override
    public List<Finding> look() {
        Instant before = Instant.now();
        HttpResponse<Void> answer;
        try {
            answer = HttpClient.newBuilder()
                    .connectTimeout(TIMEOUT)
                    .build()
                    .send(
                            HttpRequest.newBuilder(store.endpoint())
                                    .method("HEAD", HttpRequest.BodyPublishers.noBody())
                                    .timeout(TIMEOUT)
                                    .build(),
                            HttpResponse.BodyHandlers.discarding());
        } catch (IOException e) {
            return List.of(silent(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of(silent(e));
        }
        Instant middle = before.plus(Duration.between(before, Instant.now()).dividedBy(2));
        return List.of(clock(date(answer), middle), race());
    }

    private Finding silent(Exception e) {
        if (!store.expected()) {
            return Finding.note(
                    subject(),
                    "Nothing answers at " + store.endpoint(),
                    "the stack is not started; 'docker compose up -d --wait' starts it");
        }
        return Finding.failed(
                subject(),
                "Nothing answers at " + store.endpoint(),
                e.getClass().getSimpleName() + (e.getMessage() == null ? "" : ": " + e.getMessage()),
                "start it, or set LAKEHOUSE_S3_ENDPOINT to its address");
    }

    private static Optional<Instant> date(HttpResponse<Void> answer) {
        try {
            return answer.headers()
                    .firstValue("Date")
                    .map(text -> ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    static Finding clock(Optional<Instant> theirs, Instant ours) {
        if (theirs.isEmpty()) {
            return Finding.note("clock", "The object store does not tell its time", "it sends no Date");
        }
        Duration skew = Duration.between(ours, theirs.get()).abs();
        String what = "the object store's differs by " + skew.toSeconds() + " s";
        String fix = "let both machines keep time with NTP ('timedatectl set-ntp true')";
        if (skew.compareTo(REFUSED) > 0) {
            return Finding.failed("clock", what, "it refuses requests whose time is 15 minutes off", fix);
        }
        if (skew.compareTo(TOLERATED) > 0) {
            return Finding.warning("clock", what, "times of commits, and so time travel, are off by as much", fix);
        }
        return Finding.ok("clock", what);
    }

    private Finding race() {
        try {
            List<String> wrong = new StoreProbe(store.endpoint(), store.region(), store.accessKey(), store.secret())
                    .race(store.bucket(), store.prefix(), ROUNDS);
            if (wrong.isEmpty()) {
                return Finding.ok(
                        subject(),
                        "two clients raced " + ROUNDS + " times to create an object at " + store.endpoint()
                                + ", and one won each time");
            }
            return Finding.failed(
                    subject(),
                    "It does not keep If-None-Match: " + String.join("; ", wrong),
                    "two writers could overwrite each other's commits, and rows would be lost",
                    "use MinIO of October 2025 or later with one pool, or Amazon S3; stop all writers until then");
        } catch (LakehouseException e) {
            return Finding.of(subject(), e);
        }
    }
}
