package dev.lakehouse.doctor.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.lakehouse.config.DataSize;
import dev.lakehouse.doctor.Check;
import dev.lakehouse.doctor.Finding;

/** The room on the disk of a folder, which need not be there yet. */
public final class DiskCheck implements Check {
    private final String subject;
    private final Path folder;
    private final DataSize wanted;
    private final String forWhat;

    /** @param wanted less than this is a warning, less than a quarter of it is wrong */
    public DiskCheck(String subject, Path folder, DataSize wanted, String forWhat) {
        this.subject = subject;
        this.folder = folder.toAbsolutePath();
        this.wanted = wanted;
        this.forWhat = forWhat;
    }

    @Override
    public String subject() {
        return subject;
    }

    @Override
    public List<Finding> look() {
        Path there = existing(folder);
        try {
            long free = Files.getFileStore(there).getUsableSpace();
            String what = new DataSize(free) + " free in " + there;
            String fix = "make room there, or choose another disk";
            if (free < wanted.bytes() / 4) {
                return List.of(Finding.wrong(subject, what, forWhat + " take about " + wanted, fix));
            }
            if (free < wanted.bytes()) {
                return List.of(Finding.warning(subject, what, forWhat + " take about " + wanted, fix));
            }
            return List.of(Finding.ok(subject, what));
        } catch (IOException e) {
            return List.of(Finding.failed(
                    subject, "The disk of " + there + " cannot be asked", e.toString(), "see that it is mounted"));
        }
    }

    /** The nearest folder above that is there. */
    static Path existing(Path folder) {
        Path there = folder;
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        return there;
    }
}
