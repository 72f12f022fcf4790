package dev.lakehouse.config.pipeline;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import dev.lakehouse.config.DataSize;
import dev.lakehouse.config.yaml.YamlSection;
import dev.lakehouse.config.yaml.YamlValue;

/** Reads the parts of a source that say how files of one format are written: {@code text} and the like. */
final class FormatOptionsReader {
    private FormatOptionsReader() {}

    static FormatOptions read(YamlSection source, Optional<FileFormat> format) {
        format.ifPresent(its -> refuseOthers(source, its));
        return new FormatOptions(
                source.section("text").map(FormatOptionsReader::text).orElse(TextOptions.DEFAULTS),
                source.section("xml").map(FormatOptionsReader::xml).orElse(XmlOptions.DEFAULTS),
                source.section("excel").map(FormatOptionsReader::excel).orElse(ExcelOptions.DEFAULTS),
                source.section("binary").map(FormatOptionsReader::binary).orElse(BinaryOptions.DEFAULTS));
    }

    private static TextOptions text(YamlSection section) {
        section.allow(Vocabulary.TEXT);
        TextOptions defaults = TextOptions.DEFAULTS;
        return new TextOptions(
                section.find("column")
                        .flatMap(value -> value.words().filter(name -> Names.legal(value, name)))
                        .orElse(defaults.column()),
                section.find("encoding")
                        .flatMap(value -> value.oneOf(Vocabulary.ENCODINGS))
                        .orElse(defaults.encoding()));
    }

    private static XmlOptions xml(YamlSection section) {
        section.allow(Vocabulary.XML);
        XmlOptions defaults = XmlOptions.DEFAULTS;
        List<String> lists = section.find("lists")
                .map(value -> value.entriesOrSelf().stream()
                        .flatMap(each -> each.words().stream())
                        .toList())
                .orElse(defaults.lists());
        return new XmlOptions(
                section.find("row").flatMap(YamlValue::words),
                section.find("namespaces")
                        .flatMap(value -> value.choice(XmlOptions.Namespaces.class))
                        .orElse(defaults.namespaces()),
                lists);
    }

    private static ExcelOptions excel(YamlSection section) {
        section.allow(Vocabulary.EXCEL);
        return new ExcelOptions(
                section.find("sheet").flatMap(YamlValue::words),
                section.find("header").flatMap(YamlValue::flag).orElse(ExcelOptions.DEFAULTS.header()));
    }

    private static BinaryOptions binary(YamlSection section) {
        section.allow(Vocabulary.BINARY);
        return section.find("keep")
                .flatMap(value -> value.parse(DataSize::parse).filter(size -> fits(value, size)))
                .map(BinaryOptions::new)
                .orElse(BinaryOptions.DEFAULTS);
    }

    private static boolean fits(YamlValue value, DataSize size) {
        boolean fits = size.bytes() <= BinaryOptions.MOST.bytes();
        if (!fits) {
            value.report(
                    value.name() + " is " + size,
                    "content goes through memory as a whole, so that at most " + BinaryOptions.MOST + " can be kept",
                    "write a smaller amount; of a larger file the path and the sum are in the table");
        }
        return fits;
    }

    private static void refuseOthers(YamlSection source, FileFormat format) {
        String own = format.name().toLowerCase(Locale.ROOT);
        List<String> others = YamlValue.labels(FileFormat.class).stream()
                .filter(name -> Vocabulary.SOURCE.contains(name) && !name.equals(own))
                .toList();
        for (String other : others) {
            source.find(other)
                    .ifPresent(place -> place.report(
                            place.name() + " says how " + (other.equals("csv") ? "CSV" : other) + " is written",
                            "the format is " + own,
                            "remove it, or write format: " + other));
        }
    }
}
