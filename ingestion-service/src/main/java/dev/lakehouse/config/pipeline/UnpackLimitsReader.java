package dev.lakehouse.config.pipeline;

import java.util.Optional;

import dev.lakehouse.config.yaml.YamlSection;
import dev.lakehouse.config.yaml.YamlValue;

/** Reads {@code unpack} of a source. */
final class UnpackLimitsReader {
    private UnpackLimitsReader() {}

    static UnpackLimits read(YamlSection section) {
        section.allow(Vocabulary.UNPACK);
        UnpackLimits defaults = UnpackLimits.DEFAULTS;
        return new UnpackLimits(
                section.find("max_size")
                        .flatMap(value -> SourceReader.size(value, Vocabulary.MAX_UNPACKED))
                        .filter(size -> size.bytes() > 0)
                        .orElse(defaults.maxSize()),
                section.find("max_members").flatMap(UnpackLimitsReader::number).orElse(defaults.maxMembers()),
                section.find("max_ratio").flatMap(UnpackLimitsReader::number).orElse(defaults.maxRatio()));
    }

    private static Optional<Integer> number(YamlValue value) {
        return value.number(1, Integer.MAX_VALUE);
    }
}
