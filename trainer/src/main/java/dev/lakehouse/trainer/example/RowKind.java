package dev.lakehouse.trainer.example;

import dev.lakehouse.trainer.feed.Part;

/** What a row is for. */
enum RowKind {
    TRAIN,
    VALIDATION,
    TEST,
    /** It has a label, but a split by time has no use for it: it lies in a gap, is of another part's keys, or has no time. */
    LEFT_OUT,
    /** It has no label: it can be predicted, and nothing else. */
    UNLABELLED;

    static RowKind of(Part part) {
        return switch (part) {
            case TRAIN -> TRAIN;
            case VALIDATION -> VALIDATION;
            case TEST -> TEST;
        };
    }
}
