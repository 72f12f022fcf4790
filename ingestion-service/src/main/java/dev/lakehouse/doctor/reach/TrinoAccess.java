package dev.lakehouse.doctor.reach;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

import dev.lakehouse.config.Secret;
import dev.lakehouse.config.TrinoSettings;
import dev.lakehouse.doctor.stack.EnvFile;
import dev.lakehouse.doctor.stack.PortCheck;

import static java.util.Objects.requireNonNull;

/**
 * Trino, and as whom to ask it.
 *
 * @param expected whether it has to run: a stack that is not started yet need not
 */
public record TrinoAccess(TrinoSettings settings, boolean expected) {
    public TrinoAccess {
        requireNonNull(settings, "settings is null");
    }

    /** The Trino that the settings name; else that of the stack in this folder, which publishes it on this machine. */
    public static Optional<TrinoAccess> of(Map<String, String> environment, Path folder, EnvFile env) {
        Optional<TrinoSettings> named = TrinoSettings.read(environment);
        if (named.isPresent()) {
            return named.map(settings -> new TrinoAccess(settings, true));
        }
        return env.value("TRINO_SERVICE_PASSWORD")
                .map(password -> new TrinoAccess(
                        new TrinoSettings(
                                "jdbc:trino://127.0.0.1:" + PortCheck.port(env, "TRINO_PORT") + "/lakehouse",
                                "lakehouse",
                                "service",
                                Optional.of(new Secret(password)),
                                Optional.of(certificate(folder, env)).filter(Files::isReadable),
                                env.value("TRINO_NAME")),
                        false));
    }

    /** What Trino of the stack in this folder shows to its clients. */
    static Path certificate(Path folder, EnvFile env) {
        return folder.resolve(env.value("LAKEHOUSE_VOLUMES").orElse("volumes"))
                .normalize()
                .resolve("trino-certificate")
                .resolve("trino.pem");
    }
}
