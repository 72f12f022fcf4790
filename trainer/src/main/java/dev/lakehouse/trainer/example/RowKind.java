package dev.lakehouse.trainer.example;

import dev.lakehouse.trainer.feed.Part;

/** What a row is for. */
enum RowKind {
    TRAIN,
    VALIDATION,
    TEST,
    /** It has a label, but lies in a gap of a split by time, or has no time. */
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
