package dev.lakehouse.doctor.machine;

import java.util.List;

import dev.lakehouse.doctor.Check;
import dev.lakehouse.doctor.Finding;

/** The Java that runs this program. */
public final class JavaCheck implements Check {
    private static final int OLDEST = 17;
    private static final int NEWEST_TESTED = 25;

    private final int feature;

    public JavaCheck() {
        this(Runtime.version().feature());
    }

    JavaCheck(int feature) {
        this.feature = feature;
    }

    @Override
    public String subject() {
        return "Java";
    }

    @Override
    public List<Finding> look() {
        String version =
                "Java " + feature + " on " + System.getProperty("os.name") + " " + System.getProperty("os.arch");
        if (feature < OLDEST) {
            return List.of(Finding.wrong(
                    subject(),
                    version,
                    "the program needs " + OLDEST + " or newer",
                    "set LAKEHOUSE_JAVA_HOME to a newer JDK"));
        }
        if (feature > NEWEST_TESTED) {
            return List.of(Finding.warning(
                    subject(),
                    version,
                    "it is tested on Java " + OLDEST + " to " + NEWEST_TESTED,
                    "set LAKEHOUSE_JAVA_HOME to one of these if something fails"));
        }
        return List.of(Finding.ok(subject(), version));
    }
}
