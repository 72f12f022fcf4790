package dev.lakehouse.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.lakehouse.failure.Problem;
import dev.lakehouse.failure.Problems;

import static java.util.Objects.requireNonNull;

/**
 * The Trino whose catalog our tables are to be in.
 *
 * @param url {@code jdbc:trino://trino:8443/lakehouse}, without options
 * @param catalog the last part of {@code url}
 * @param password with one, the connection is encrypted
 * @param certificate a PEM file to trust; without it those that Java trusts
 * @param certificateName a name that the certificate has, where {@code url} has another
 */
public record TrinoSettings(
        String url,
        String catalog,
        String user,
        Optional<Secret> password,
        Optional<Path> certificate,
        Optional<String> certificateName) {
    private static final String URL = "LAKEHOUSE_TRINO_URL";
    private static final Pattern FORM = Pattern.compile("jdbc:trino://[^/?#@\\s]+(?:/([a-z_][a-z0-9_]*))?/?");

    public TrinoSettings {
        requireNonNull(url, "url is null");
        requireNonNull(catalog, "catalog is null");
        requireNonNull(user, "user is null");
        requireNonNull(password, "password is null");
        requireNonNull(certificate, "certificate is null");
        requireNonNull(certificateName, "certificateName is null");
    }

    /** With a certificate that names the host of {@code url}. */
    public TrinoSettings(
            String url, String catalog, String user, Optional<Secret> password, Optional<Path> certificate) {
        this(url, catalog, user, password, certificate, Optional.empty());
    }

    /**
     * Reads {@code LAKEHOUSE_TRINO_URL}, {@code _USER}, {@code _PASSWORD}, {@code _CERTIFICATE} and {@code _CERTIFICATE_NAME};
     * empty where the first is not set. Throws one failure {@code TRINO_SETTINGS_INVALID} of kind user with all that is wrong; it never shows a
     * password.
     */
    public static Optional<TrinoSettings> read(Map<String, String> environment) {
        Optional<String> url = value(environment, URL);
        if (url.isEmpty()) {
            return Optional.empty();
        }
        Problems problems = new Problems();
        Optional<String> catalog = catalog(url.get(), problems);
        Optional<String> user = value(environment, "LAKEHOUSE_TRINO_USER");
        if (user.isEmpty()) {
            problems.add(new Problem(
                    "LAKEHOUSE_TRINO_USER",
                    0,
                    "it is not set",
                    URL + " is, and Trino wants to know who asks",
                    "set it, in the stack to service"));
        }
        Optional<Path> certificate =
                value(environment, "LAKEHOUSE_TRINO_CERTIFICATE").flatMap(file -> certificate(file, problems));
        problems.throwIfAny("TRINO_SETTINGS_INVALID", "The environment");
        return Optional.of(new TrinoSettings(
                url.get(),
                catalog.orElseThrow(),
                user.orElseThrow(),
                value(environment, "LAKEHOUSE_TRINO_PASSWORD").map(Secret::new),
                certificate,
                value(environment, "LAKEHOUSE_TRINO_CERTIFICATE_NAME")));
    }

    private static Optional<String> catalog(String url, Problems problems) {
        Matcher form = FORM.matcher(url);
        if (form.matches() && form.group(1) != null) {
            return Optional.of(form.group(1));
        }
        // The value is not shown: somebody may have written a password into it.
        problems.add(new Problem(
                URL,
                0,
                form.matches() ? "it names no catalog" : "it is no address of a Trino",
                "that is jdbc:trino://, a host, a port and a catalog; user, password and certificate have variables of"
                        + " their own",
                "write for example jdbc:trino://trino:8443/lakehouse"));
        return Optional.empty();
    }

    private static Optional<Path> certificate(String file, Problems problems) {
        Path path = Path.of(file).toAbsolutePath();
        if (Files.isReadable(path)) {
            return Optional.of(path);
        }
        problems.add(new Problem(
                "LAKEHOUSE_TRINO_CERTIFICATE=" + file,
                0,
                "there is no file " + path + " that can be read",
                "it is named as the certificate to trust",
                "name Trino's certificate, in the stack volumes/trino-certificate/trino.pem"));
        return Optional.empty();
    }

    private static Optional<String> value(Map<String, String> environment, String variable) {
        return Optional.ofNullable(environment.get(variable)).filter(value -> !value.isBlank());
    }
}
