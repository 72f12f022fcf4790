package dev.lakehouse.landing.unpack;

import dev.lakehouse.config.pipeline.UnpackLimits;

/** Counts what comes out of one packed file, and throws when it is more than the source's limits let pass. */
final class Meter {
    /** So little harms nobody, however small the file was: short tables of equal rows shrink to nearly nothing. */
    private static final long HARMLESS_BYTES = 64L << 20;

    private final UnpackLimits limits;
    private long packed;
    private long bytes;
    private long entries;

    Meter(UnpackLimits limits) {
        this.limits = limits;
    }

    /** So much more of the packed file was read, or of its members begun. */
    void packed(long more) {
        packed += more;
    }

    void bytes(long more) throws UnpackException {
        bytes += more;
        if (bytes > limits.maxSize().bytes()) {
            throw UnpackException.ofWhole("it unpacks to more than " + limits.maxSize()
                    + ", which is what unpack: { max_size } of the source lets pass");
        }
        if (bytes > HARMLESS_BYTES && bytes / limits.maxRatio() > packed) {
            throw UnpackException.ofWhole("it unpacks to more than " + limits.maxRatio()
                    + " times its size, as files do that are made to fill disks; if it is none, raise"
                    + " unpack: { max_ratio } of the source");
        }
    }

    void entry() throws UnpackException {
        entries(++entries);
    }

    /** So many are there in all. */
    void entries(long all) throws UnpackException {
        if (all > limits.maxMembers()) {
            throw UnpackException.ofWhole("it has more than " + limits.maxMembers()
                    + " members, which is what unpack: { max_members } of the source lets pass");
        }
    }
}
