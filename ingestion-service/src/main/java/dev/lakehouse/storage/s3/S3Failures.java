package dev.lakehouse.storage.s3;

import dev.lakehouse.config.Home.ObjectStore;
import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.storage.Storage;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

/** Says what a store's refusal, or its silence, means for the user. */
final class S3Failures {
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int PRECONDITION_FAILED = 412;
    private static final int SERVER_ERROR = 500;

    private final ObjectStore home;

    S3Failures(ObjectStore home) {
        this.home = home;
    }

    /** A conditional request met another one of the same object: which of them won is not settled yet. */
    static boolean isConflictInPassing(Throwable e) {
        return e instanceof AwsServiceException failure && failure.statusCode() == CONFLICT;
    }

    static boolean isTaken(SdkException e) {
        return e instanceof AwsServiceException failure && failure.statusCode() == PRECONDITION_FAILED;
    }

    /** Whether there is no such object, in a bucket that is there. */
    static boolean isAbsent(SdkException e) {
        return e instanceof AwsServiceException failure
                && failure.statusCode() == NOT_FOUND
                && !code(failure).equals("NoSuchBucket");
    }

    /** The failure to {@code doing} (as in {@code write}) an object. */
    LakehouseException of(String doing, ObjectName object, SdkException e) {
        String what = "Cannot " + doing + " " + object;
        if (e instanceof AwsServiceException failure) {
            return refusal(what, object, failure);
        }
        if (reason(e).contains("Unable to load credentials")) {
            return external(
                    "CREDENTIALS_MISSING",
                    what,
                    "there are no credentials for the object store in the environment, in ~/.aws, nor of this machine",
                    "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE",
                    e);
        }
        return external(
                "STORAGE_UNREACHABLE",
                what,
                "there is no answer from " + store() + " (" + reason(e) + ")",
                "check LAKEHOUSE_S3_ENDPOINT and that the store runs, then run the command again",
                e);
    }

    /** The failure of a conditional write; it says so where the request may have been, or may still be, carried out. */
    LakehouseException ofCreation(ObjectName object, SdkException e) {
        // Of several attempts, one that was given up may have been carried out all the same.
        boolean refused = e instanceof AwsServiceException answer
                && answer.statusCode() < SERVER_ERROR
                && Integer.valueOf(1).equals(answer.numAttempts());
        LakehouseException failure = of("write", object, e);
        return refused || failure.code().equals("CREDENTIALS_MISSING")
                ? failure
                : external(Storage.OUTCOME_UNKNOWN, failure.what(), failure.why(), failure.fix(), e);
    }

    private LakehouseException refusal(String what, ObjectName object, AwsServiceException e) {
        return switch (code(e)) {
            case "NoSuchBucket" ->
                external(
                        "BUCKET_NOT_FOUND",
                        what,
                        store() + " has no bucket " + object.bucket(),
                        home.bucket().isPresent()
                                ? "create the bucket, or name another in LAKEHOUSE_HOME"
                                : "create the bucket; a home of s3:// has one each for landing, bronze, silver, gold and ops",
                        e);
            case "NoSuchKey", "404" ->
                external(
                        Storage.FILE_NOT_FOUND,
                        what,
                        "there is no such object",
                        "put it back, or find out who removed it; files of a lake are removed only by the lake itself",
                        e);
            case "InvalidAccessKeyId", "SignatureDoesNotMatch", "ExpiredToken", "InvalidToken" ->
                external(
                        "CREDENTIALS_WRONG",
                        what,
                        store() + " does not accept the credentials (" + code(e) + ")",
                        "check AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or the profile that AWS_PROFILE names",
                        e);
            case "AccessDenied", "403" ->
                external(
                        "STORAGE_ACCESS_DENIED",
                        what,
                        store() + " does not allow it to these credentials",
                        "give their user the right to list, read, write and delete in the bucket " + object.bucket(),
                        e);
            case "AuthorizationHeaderMalformed", "PermanentRedirect", "301" ->
                external(
                        "REGION_WRONG",
                        what,
                        "the bucket " + object.bucket() + " is not in the region " + home.region(),
                        "set LAKEHOUSE_S3_REGION to the bucket's region",
                        e);
            case "NotImplemented", "501" ->
                external(
                        "STORAGE_UNSUITABLE",
                        what,
                        store() + " cannot create an object only where there is none (If-None-Match), without which two"
                                + " writers could both believe that they won",
                        "use AWS S3, or a MinIO of November 2025 or later",
                        e);
            case "RequestTimeTooSkewed" ->
                external(
                        "CLOCK_WRONG",
                        what,
                        "this machine's clock differs from that of " + store() + " by more than it allows",
                        "set the clock, for example with NTP",
                        e);
            default ->
                external(
                        "STORAGE_FAILED",
                        what,
                        store() + " answers " + e.statusCode() + " " + code(e),
                        "look at the store's own log, and run the command again",
                        e);
        };
    }

    private String store() {
        return home.endpoint().map(Object::toString).orElse("AWS S3 in " + home.region());
    }

    /** The store's own name for the failure, or the status where it gives none, as with HEAD. */
    private static String code(AwsServiceException e) {
        String code = e.awsErrorDetails() == null ? null : e.awsErrorDetails().errorCode();
        return code == null || code.isBlank() ? Integer.toString(e.statusCode()) : code;
    }

    private static String reason(SdkException e) {
        Throwable deepest = e;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        String said = e instanceof SdkClientException ? String.valueOf(e.getMessage()) : "";
        return said.contains("Unable to load credentials") || deepest.getMessage() == null
                ? said
                : deepest.getMessage().lines().findFirst().orElse("");
    }

    private static LakehouseException external(String code, String what, String why, String fix, Throwable cause) {
        return new LakehouseException(FailureKind.EXTERNAL, code, what, why, fix, cause);
    }
}
