package dev.lakehouse.config.pipeline;

import java.util.Optional;

import dev.lakehouse.config.yaml.YamlSection;

/** Reads {@code drift} of a model. */
final class DriftReader {
    static final double LEAST = 0.01;
    static final double MOST = 100;

    private DriftReader() {}

    static DriftLimits read(YamlSection section) {
        section.allow(Vocabulary.DRIFT);
        Optional<Double> warn = section.find("warn").flatMap(value -> value.decimal(LEAST, MOST));
        Optional<Double> fail = section.find("fail").flatMap(value -> value.decimal(LEAST, MOST));
        if (warn.isPresent() && fail.isPresent() && fail.get() < warn.get()) {
            section.self()
                    .report(
                            section.self().name() + " fails at " + fail.get() + " and warns at " + warn.get(),
                            "what has failed needs no warning any more",
                            "let 'fail' be at least 'warn'");
        }
        // Whoever says only when to fail wants no warning later than that.
        double otherwise = Math.min(DriftLimits.DEFAULT.warn(), fail.orElse(MOST));
        return new DriftLimits(warn.orElse(otherwise), fail);
    }
}
