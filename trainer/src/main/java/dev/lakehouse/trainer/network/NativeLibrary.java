package dev.lakehouse.trainer.network;

import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import org.tensorflow.TensorFlow;

/** TensorFlow's own code, which is of this kind of machine or not there. */
public final class NativeLibrary {
    private NativeLibrary() {}

    /** Loads it; {@code TENSORFLOW_UNAVAILABLE}, of kind external, says why it cannot be. Returns its version. */
    public static String require() {
        try {
            return TensorFlow.version();
        } catch (LinkageError e) {
            throw new LakehouseException(
                    FailureKind.EXTERNAL,
                    "TENSORFLOW_UNAVAILABLE",
                    "TensorFlow cannot be loaded on this machine",
                    String.valueOf(e.getMessage()),
                    "it needs Linux on x86-64 or ARM with glibc 2.34 (Debian 12, Ubuntu 22.04) or newer, or macOS on ARM;"
                            + " with one of these, see that the disk has 1 GB for its libraries",
                    e);
        }
    }
}
