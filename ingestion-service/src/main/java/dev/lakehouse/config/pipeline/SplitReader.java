package dev.lakehouse.config.pipeline;

import java.util.Optional;

import dev.lakehouse.config.yaml.YamlSection;
import dev.lakehouse.config.yaml.YamlValue;

/** Reads {@code split} of a model. */
final class SplitReader {
    /** Percent of the rows in the validation and the test part, unless said otherwise, and at most. */
    static final int SHARE = 15;

    static final int MOST = 45;
    static final int MOST_DAYS = 3_660;

    static final Split DEFAULT = new Split.ByKey(SHARE, SHARE);

    private SplitReader() {}

    static Optional<Split> read(YamlSection section) {
        section.allow(Vocabulary.SPLIT);
        Optional<String> by = section.require("by", "by: key").flatMap(value -> value.oneOf(Vocabulary.SPLIT_BY));
        int validation = share(section, "validation");
        int test = share(section, "test");
        Optional<String> column = section.find("column").flatMap(YamlValue::words);
        int gap = section.find("gap_days")
                .flatMap(value -> value.number(0, MOST_DAYS))
                .orElse(0);
        if (by.isEmpty()) {
            return Optional.empty();
        }
        if (by.get().equals("key")) {
            for (String meaningless : new String[] {"column", "gap_days"}) {
                section.find(meaningless)
                        .ifPresent(place -> place.report(
                                place.name() + " means nothing here",
                                "rows are split by their key",
                                "remove it, or write by: time"));
            }
            return Optional.of(new Split.ByKey(validation, test));
        }
        YamlValue unused = section.require("column", "column: cut_off").orElse(section.self());
        return column.map(name -> new Split.ByTime(name, gap, validation, test));
    }

    private static int share(YamlSection section, String part) {
        return section.find(part).flatMap(value -> value.number(1, MOST)).orElse(SHARE);
    }
}
