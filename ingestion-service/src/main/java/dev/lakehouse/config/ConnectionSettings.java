package dev.lakehouse.config;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import dev.lakehouse.failure.Problem;
import dev.lakehouse.failure.Problems;

import static java.util.Objects.requireNonNull;

/**
 * A database that tables are read from, under the name by which pipelines know it.
 *
 * @param url {@code jdbc:postgresql://host:5432/shop}, without user and password
 * @param user empty where the database knows without
 */
public record ConnectionSettings(String name, String url, Optional<String> user, Optional<Secret> password) {
    /** What a connection may be called. */
    public static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");

    /** A login in an address would be shown with it. */
    private static final Pattern LOGIN = Pattern.compile("(?i).*([?&;:](user|username|password|pwd)=|//[^/@]*@).*");

    public ConnectionSettings {
        requireNonNull(name, "name is null");
        requireNonNull(url, "url is null");
        requireNonNull(user, "user is null");
        requireNonNull(password, "password is null");
    }

    /** The variable that has a connection's address. */
    public static String url(String name) {
        return variable(name, "URL");
    }

    /**
     * Reads {@code LAKEHOUSE_CONNECTION_<NAME>_URL}, {@code _USER} and {@code _PASSWORD}. Throws one failure {@code
     * CONNECTION_INVALID} of kind user with all that is wrong; it never shows a value.
     */
    public static ConnectionSettings read(String name, Map<String, String> environment) {
        Problems problems = new Problems();
        Optional<String> url = value(environment, url(name));
        if (url.isEmpty()) {
            problems.add(new Problem(
                    url(name),
                    0,
                    "it is not set",
                    "a source names the connection " + name + ", and addresses are in the environment",
                    "set it, for example to jdbc:postgresql://127.0.0.1:5432/shop, and " + variable(name, "USER")
                            + " and " + variable(name, "PASSWORD")));
        } else if (!url.get().startsWith("jdbc:")) {
            problems.add(new Problem(
                    url(name),
                    0,
                    "it is no address of JDBC",
                    "those start with jdbc:",
                    "write for example jdbc:postgresql://127.0.0.1:5432/shop"));
        } else if (LOGIN.matcher(url.get()).matches()) {
            problems.add(new Problem(
                    url(name),
                    0,
                    "it holds a user or a password",
                    "addresses are shown in messages",
                    "move them to " + variable(name, "USER") + " and " + variable(name, "PASSWORD")));
        }
        problems.throwIfAny("CONNECTION_INVALID", "The environment");
        return new ConnectionSettings(
                name,
                url.orElseThrow(),
                value(environment, variable(name, "USER")),
                value(environment, variable(name, "PASSWORD")).map(Secret::new));
    }

    private static String variable(String name, String what) {
        return "LAKEHOUSE_CONNECTION_" + name.toUpperCase(Locale.ROOT) + "_" + what;
    }

    private static Optional<String> value(Map<String, String> environment, String variable) {
        return Optional.ofNullable(environment.get(variable)).filter(value -> !value.isBlank());
    }
}
