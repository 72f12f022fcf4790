package dev.lakehouse.doctor.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import dev.lakehouse.doctor.Check;
import dev.lakehouse.doctor.Finding;

/** The file with the stack's secrets: that it is there, is the user's alone, and has all of them. */
public final class EnvFileCheck implements Check {
    /** Without any of these some service does not start, or starts with a door open. */
    static final List<String> SECRETS = List.of(
            "MINIO_ROOT_PASSWORD",
            "MINIO_SERVICE_SECRET",
            "MINIO_TRINO_SECRET",
            "MINIO_METASTORE_SECRET",
            "MINIO_JUPYTER_SECRET",
            "MINIO_UPLOADER_SECRET",
            "MINIO_TRAINER_SECRET",
            "POSTGRES_PASSWORD",
            "AIRFLOW_DB_PASSWORD",
            "METASTORE_DB_PASSWORD",
            "SOURCE_DB_PASSWORD",
            "SOURCE_READER_PASSWORD",
            "TRINO_SHARED_SECRET",
            "TRINO_ADMIN_PASSWORD",
            "TRINO_SERVICE_PASSWORD",
            "TRINO_ENGINEER_PASSWORD",
            "TRINO_STEWARD_PASSWORD",
            "TRINO_ANALYST_PASSWORD",
            "AIRFLOW_ADMIN_PASSWORD",
            "AIRFLOW_JWT_SECRET",
            "AIRFLOW_SECRET_KEY",
            "AIRFLOW_FERNET_KEY",
            "LAKEHOUSE_TOKEN",
            "JUPYTER_TOKEN",
            "TRAINER_TOKEN");

    private static final int SHORTEST = 12;
    private static final Set<PosixFilePermission> OWNER =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private final EnvFile env;

    public EnvFileCheck(EnvFile env) {
        this.env = env;
    }

    @Override
    public String subject() {
        return ".env";
    }

    @Override
    public List<Finding> look() {
        if (!env.exists()) {
            return List.of(Finding.wrong(
                    subject(),
                    "There is no " + env.file(),
                    "the stack takes its secrets from it, and none has a default",
                    "type ./lakehouse init"));
        }
        if (!Files.isReadable(env.file())) {
            return List.of(Finding.wrong(
                    subject(),
                    env.file() + " cannot be read",
                    "it belongs to another user",
                    "look as the user who made it, or change its owner"));
        }
        List<Finding> findings = new ArrayList<>(rights(env.file()));
        List<String> missing =
                SECRETS.stream().filter(secret -> env.value(secret).isEmpty()).toList();
        if (!missing.isEmpty()) {
            findings.add(Finding.wrong(
                    subject(),
                    "It lacks " + String.join(", ", missing),
                    "services that need them do not start",
                    "type ./lakehouse init, which adds what is missing and leaves the rest"));
        }
        List<String> weak = SECRETS.stream()
                .filter(secret -> env.value(secret).filter(EnvFileCheck::isWeak).isPresent())
                .toList();
        if (!weak.isEmpty()) {
            findings.add(Finding.warning(
                    subject(),
                    "Easily guessed: " + String.join(", ", weak),
                    "it is short, or an example",
                    "delete these lines and type ./lakehouse init; see docs/doctor.md for what else knows them"));
        }
        if (findings.isEmpty()) {
            findings.add(Finding.ok(subject(), "all " + SECRETS.size() + " secrets, for its owner's eyes only"));
        }
        return findings;
    }

    private static boolean isWeak(String secret) {
        return secret.length() < SHORTEST || secret.matches("(?i).*(change.?me|password|secret|example|minioadmin).*");
    }

    private List<Finding> rights(Path file) {
        try {
            Set<PosixFilePermission> rights = Files.getPosixFilePermissions(file);
            if (!OWNER.containsAll(rights)) {
                return List.of(Finding.wrong(
                        subject(),
                        "Others than its owner may read or write it",
                        "it holds every password of the stack",
                        "type chmod 600 " + file));
            }
        } catch (UnsupportedOperationException e) {
            // Windows has no such rights.
        } catch (IOException e) {
            return List.of(Finding.warning(subject(), "Its rights cannot be told", e.toString(), "look at it by hand"));
        }
        return List.of();
    }
}
