package dev.lakehouse.doctor.reach;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

import dev.lakehouse.config.Secret;
import dev.lakehouse.doctor.stack.EnvFile;
import dev.lakehouse.doctor.stack.PortCheck;

import static java.util.Objects.requireNonNull;

/**
 * The object store, and as whom to ask it.
 *
 * @param bucket where objects may be made for a moment, {@code prefix} what their names start with
 * @param expected whether it has to run: a stack that is not started yet need not
 */
public record StoreAccess(
        URI endpoint, String region, String accessKey, Secret secret, String bucket, String prefix, boolean expected) {
    public StoreAccess {
        requireNonNull(endpoint, "endpoint is null");
        requireNonNull(region, "region is null");
        requireNonNull(accessKey, "accessKey is null");
        requireNonNull(secret, "secret is null");
        requireNonNull(bucket, "bucket is null");
        requireNonNull(prefix, "prefix is null");
    }

    /** The store that the settings name; else that of the stack in this folder, which publishes it on this machine. */
    public static Optional<StoreAccess> of(Map<String, String> environment, EnvFile env) {
        String region = value(environment, "LAKEHOUSE_S3_REGION").orElse("us-east-1");
        Optional<String> endpoint = value(environment, "LAKEHOUSE_S3_ENDPOINT");
        Optional<String> key = value(environment, "AWS_ACCESS_KEY_ID");
        Optional<Secret> secret = value(environment, "AWS_SECRET_ACCESS_KEY").map(Secret::new);
        if (endpoint.isPresent() && key.isPresent() && secret.isPresent()) {
            String home = value(environment, "LAKEHOUSE_HOME").orElse("").replaceFirst("^s3://", "");
            String bucket = home.replaceFirst("/.*$", "");
            String prefix =
                    home.substring(bucket.length()).replaceFirst("^/", "").replaceFirst("(?<=[^/])$", "/");
            return Optional.of(new StoreAccess(
                    URI.create(endpoint.get()),
                    region,
                    key.get(),
                    secret.get(),
                    bucket.isEmpty() ? "ops" : bucket,
                    bucket.isEmpty() ? "doctor/" : prefix + "ops/doctor/",
                    true));
        }
        return env.value("MINIO_SERVICE_SECRET")
                .map(password -> new StoreAccess(
                        URI.create("http://127.0.0.1:" + PortCheck.port(env, "MINIO_PORT")),
                        region,
                        "ingestion-service",
                        new Secret(password),
                        "ops",
                        "doctor/",
                        false));
    }

    private static Optional<String> value(Map<String, String> environment, String variable) {
        return Optional.ofNullable(environment.get(variable)).filter(value -> !value.isBlank());
    }
}
