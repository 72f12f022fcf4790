package dev.lakehouse.doctor.machine;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.lakehouse.doctor.Check;
import dev.lakehouse.doctor.Finding;

/** Whether a folder can be written, or made. */
public final class FolderCheck implements Check {
    private final String subject;
    private final Path folder;

    public FolderCheck(String subject, Path folder) {
        this.subject = subject;
        this.folder = folder.toAbsolutePath();
    }

    @Override
    public String subject() {
        return subject;
    }

    @Override
    public List<Finding> look() {
        Path there = DiskCheck.existing(folder);
        if (Files.isDirectory(there) && Files.isWritable(there)) {
            return List.of(Finding.ok(
                    subject, folder + (there.equals(folder) ? " can be written" : " is not there, and can be made")));
        }
        return List.of(Finding.wrong(
                subject,
                there + (Files.isDirectory(there) ? " cannot be written" : " is a file"),
                "user " + System.getProperty("user.name") + " needs a folder to write to",
                "change its owner or its rights, or choose another with LAKEHOUSE_HOME"));
    }
}
