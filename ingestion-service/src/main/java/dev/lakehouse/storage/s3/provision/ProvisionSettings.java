package dev.lakehouse.storage.s3.provision;

import java.net.URI;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import dev.lakehouse.config.Secret;
import dev.lakehouse.failure.Problem;
import dev.lakehouse.failure.Problems;

import static java.util.Objects.requireNonNull;

/**
 * Whom to ask, and the secrets that the store's users are to have.
 *
 * @param endpoint for example {@code http://minio:9000}
 * @param administrator the access key of who may administer the store
 */
public record ProvisionSettings(
        URI endpoint, String region, String administrator, Secret password, Map<String, Secret> secrets) {
    private static final String ENDPOINT = "LAKEHOUSE_S3_ENDPOINT";
    private static final String PASSWORD = "MINIO_ROOT_PASSWORD";

    /** MinIO takes no other lengths. */
    private static final int SHORTEST = 8;

    private static final int LONGEST = 40;

    public ProvisionSettings {
        requireNonNull(endpoint, "endpoint is null");
        requireNonNull(region, "region is null");
        requireNonNull(administrator, "administrator is null");
        requireNonNull(password, "password is null");
        secrets = Map.copyOf(secrets);
    }

    /**
     * Reads {@code LAKEHOUSE_S3_ENDPOINT}, {@code LAKEHOUSE_S3_REGION} ({@code us-east-1} where it is not set), {@code
     * MINIO_ROOT_USER} ({@code lakehouse-admin}), {@code MINIO_ROOT_PASSWORD} and the secret of each user. Throws one
     * failure {@code PROVISION_SETTINGS_INVALID} of kind user with all that is wrong; it names variables, never secrets.
     */
    public static ProvisionSettings read(Map<String, String> environment) {
        Problems problems = new Problems();
        Optional<URI> endpoint = endpoint(environment, problems);
        Optional<String> password = value(environment, PASSWORD);
        if (password.isEmpty()) {
            missing(PASSWORD, problems);
        }
        Map<StoreUser, String> secrets = new EnumMap<>(StoreUser.class);
        for (StoreUser user : StoreUser.values()) {
            secret(environment, user, problems).ifPresent(secret -> secrets.put(user, secret));
        }
        refuseShared(secrets, problems);
        problems.throwIfAny("PROVISION_SETTINGS_INVALID", "The environment");
        Map<String, Secret> named = new HashMap<>();
        secrets.forEach((user, secret) -> named.put(user.accessKey(), new Secret(secret)));
        return new ProvisionSettings(
                endpoint.orElseThrow(),
                value(environment, "LAKEHOUSE_S3_REGION").orElse("us-east-1"),
                value(environment, "MINIO_ROOT_USER").orElse("lakehouse-admin"),
                new Secret(password.orElseThrow()),
                named);
    }

    Secret secretOf(StoreUser user) {
        return secrets.get(user.accessKey());
    }

    private static Optional<URI> endpoint(Map<String, String> environment, Problems problems) {
        Optional<String> text = value(environment, ENDPOINT);
        if (text.isEmpty()) {
            problems.add(new Problem(
                    ENDPOINT,
                    0,
                    "it is not set",
                    "it names the object store that is to be provisioned",
                    "set it, for example to http://minio:9000"));
            return Optional.empty();
        }
        try {
            URI endpoint = URI.create(text.get());
            if (endpoint.getHost() != null
                    && endpoint.getUserInfo() == null
                    && String.valueOf(endpoint.getScheme()).matches("https?")) {
                return Optional.of(endpoint);
            }
        } catch (IllegalArgumentException e) {
            // The same problem as below.
        }
        problems.add(new Problem(
                ENDPOINT,
                0,
                "it is no address of an object store",
                "that is http or https, a host and a port, and nothing else",
                "write for example http://minio:9000"));
        return Optional.empty();
    }

    private static Optional<String> secret(Map<String, String> environment, StoreUser user, Problems problems) {
        Optional<String> secret = value(environment, user.variable());
        if (secret.isEmpty()) {
            missing(user.variable(), problems);
        } else if (secret.get().length() < SHORTEST || secret.get().length() > LONGEST) {
            problems.add(new Problem(
                    user.variable(),
                    0,
                    "it has " + secret.get().length() + " characters",
                    "a secret of the object store has " + SHORTEST + " to " + LONGEST,
                    "set another, for example one that './lakehouse init' makes"));
        }
        return secret;
    }

    /** Who knows one of them could work as the other user. */
    private static void refuseShared(Map<StoreUser, String> secrets, Problems problems) {
        Map<String, StoreUser> known = new HashMap<>();
        secrets.forEach((user, secret) -> {
            StoreUser other = known.putIfAbsent(secret, user);
            if (other != null) {
                problems.add(new Problem(
                        user.variable(),
                        0,
                        "it is the same as " + other.variable(),
                        "each user has a secret of its own, so that one that is lost opens one door only",
                        "set another, for example one that './lakehouse init' makes"));
            }
        });
    }

    private static void missing(String variable, Problems problems) {
        problems.add(new Problem(
                variable,
                0,
                "it is not set",
                "no secret has a default",
                "'./lakehouse init' writes all of them to .env; load that file, or set the variable"));
    }

    private static Optional<String> value(Map<String, String> environment, String variable) {
        return Optional.ofNullable(environment.get(variable)).filter(value -> !value.isBlank());
    }
}
