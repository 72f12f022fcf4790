package dev.lakehouse.doctor.machine;

import java.lang.management.ManagementFactory;
import java.util.List;

import com.sun.management.OperatingSystemMXBean;
import dev.lakehouse.config.DataSize;
import dev.lakehouse.doctor.Check;
import dev.lakehouse.doctor.Finding;

/** What this process may use of the memory that there is. */
public final class MemoryCheck implements Check {
    private final DataSize machine;
    private final DataSize allowed;

    /** @param allowed what the settings let a process use */
    public MemoryCheck(DataSize allowed) {
        this(
                new DataSize(ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class)
                        .getTotalMemorySize()),
                allowed);
    }

    /** @param machine what the machine has, or the container around this process */
    MemoryCheck(DataSize machine, DataSize allowed) {
        this.machine = machine;
        this.allowed = allowed;
    }

    @Override
    public String subject() {
        return "memory";
    }

    @Override
    public List<Finding> look() {
        String what = allowed + " of " + machine + " for a run";
        if (allowed.bytes() > machine.bytes()) {
            return List.of(Finding.wrong(
                    subject(),
                    what,
                    "there is less than it may use: the system will kill it",
                    "set LAKEHOUSE_MEMORY to at most half of the memory"));
        }
        if (allowed.bytes() > machine.bytes() / 4 * 3) {
            return List.of(Finding.warning(
                    subject(),
                    what,
                    "too little is left for the system and its cache of files",
                    "set LAKEHOUSE_MEMORY to half of the memory"));
        }
        return List.of(Finding.ok(subject(), what));
    }
}
