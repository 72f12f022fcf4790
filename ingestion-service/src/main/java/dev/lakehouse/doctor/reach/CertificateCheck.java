package dev.lakehouse.doctor.reach;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import dev.lakehouse.doctor.Check;
import dev.lakehouse.doctor.Finding;
import dev.lakehouse.doctor.stack.EnvFile;

/** Whether Trino's certificate is there and valid for some time yet. */
public final class CertificateCheck implements Check {
    private static final Duration SOON = Duration.ofDays(30);
    private static final String FIX =
            "remove volumes/trino/private/server.pem, or put your own there, then type ./lakehouse up"
                    + " and docker compose restart trino";

    private final Path file;

    /** @param folder of the stack */
    public CertificateCheck(Path folder, EnvFile env) {
        this.file = TrinoAccess.certificate(folder, env);
    }

    @Override
    public String subject() {
        return "certificate";
    }

    @Override
    public List<Finding> look() {
        if (!Files.exists(file.getParent())) {
            return List.of(Finding.note(
                    subject(),
                    "There is none yet",
                    "the stack's first start makes it, or takes your own; see docs/stack.md"));
        }
        if (!Files.exists(file)) {
            return List.of(Finding.wrong(
                    subject(),
                    "There is no " + file,
                    "Trino takes passwords over HTTPS only, and its clients trust this certificate",
                    "type ./lakehouse up: each start writes it"));
        }
        try (InputStream pem = Files.newInputStream(file)) {
            X509Certificate certificate =
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(pem);
            return List.of(judge(certificate.getNotAfter().toInstant(), Instant.now()));
        } catch (IOException | CertificateException e) {
            return List.of(Finding.wrong(subject(), file + " is no certificate", e.getMessage(), FIX));
        }
    }

    private Finding judge(Instant end, Instant now) {
        String what = "Trino's is valid until " + end;
        if (end.isBefore(now)) {
            return Finding.wrong(subject(), "Trino's ended on " + end, "clients refuse it", FIX);
        }
        if (end.isBefore(now.plus(SOON))) {
            return Finding.warning(subject(), what, "clients refuse it afterwards", FIX);
        }
        return Finding.ok(subject(), what);
    }
}
