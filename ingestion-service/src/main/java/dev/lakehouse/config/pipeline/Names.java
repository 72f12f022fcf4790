package dev.lakehouse.config.pipeline;

import java.text.Normalizer;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import dev.lakehouse.config.yaml.YamlSection;
import dev.lakehouse.config.yaml.YamlValue;
import dev.lakehouse.failure.Suggestion;
import dev.lakehouse.schema.Layer;
import dev.lakehouse.schema.TableName;

/** Checks what things are called, and that what is named exists. */
final class Names {
    private Names() {}

    /** Reports a name that some engine would only take in quotes. */
    static boolean legal(YamlValue place, String name) {
        if (TableName.LEGAL.matcher(name).matches()) {
            return true;
        }
        place.report("'" + name + "' cannot be a name", reason(name), "write for example " + legalised(name));
        return false;
    }

    /** Reports a table's name that is not legal or belongs to a table beside another. */
    static void legalTable(YamlValue place, String name) {
        if (legal(place, name) && new TableName(Layer.SILVER, name).isCompanion()) {
            place.report(
                    "'" + name + "' cannot be a table's name",
                    "names that end so belong to the tables that keep what a rule refused, or which keys were deleted",
                    "rename it");
        }
    }

    /** Reports columns that are equal when case is ignored, or that bronze adds itself. */
    static void columns(YamlSection columns) {
        Map<String, String> seen = new HashMap<>();
        for (String name : columns.keys()) {
            String before = seen.put(name.toLowerCase(Locale.ROOT), name);
            if (before != null) {
                columns.find(name)
                        .ifPresent(place -> place.report(
                                "columns '" + before + "' and '" + name + "' are one",
                                "engines ignore the case of names",
                                "rename one of them"));
            }
            if (Vocabulary.PROVENANCE.contains(name)) {
                columns.find(name)
                        .ifPresent(place -> place.report(
                                "'" + name + "' cannot be a column of its own",
                                "bronze adds a column of that name to what landed",
                                "give it another name, for example " + name.substring(1)));
            }
        }
    }

    /** Reports a name that is not among {@code valid}, after {@code lack}: {@code there is no source}. */
    static boolean known(YamlValue place, String name, String lack, Collection<String> valid) {
        if (valid.contains(name)) {
            return true;
        }
        place.report(
                lack + " '" + name + "'",
                valid.isEmpty() ? "none is defined" : "those that are defined are " + String.join(", ", valid),
                Suggestion.didYouMean(name, valid, "define it, or name another"));
        return false;
    }

    /** A list of names, or one alone; those that {@code good} refuses, and repeats, are left out. */
    static List<String> list(YamlValue value, Predicate<NamedAt> good) {
        Set<String> seen = new HashSet<>();
        List<YamlValue> entries = value.entriesOrSelf();
        if (entries.isEmpty()) {
            value.report(value.name() + " is empty", "it needs at least one name", "fill it, or remove it");
        }
        return entries.stream()
                .flatMap(entry -> entry.words().map(name -> new NamedAt(entry, name)).stream())
                .filter(good)
                .filter(named -> {
                    if (!seen.add(named.name())) {
                        named.place()
                                .report(
                                        "'" + named.name() + "' stands twice in " + value.name(),
                                        "once says it",
                                        "remove one");
                        return false;
                    }
                    return true;
                })
                .map(NamedAt::name)
                .toList();
    }

    /** A name and where it stands. */
    record NamedAt(YamlValue place, String name) {}

    private static String reason(String name) {
        if (name.isEmpty()) {
            return "it is empty";
        }
        if (name.length() > 128) {
            return "it is longer than 128 characters";
        }
        char first = name.charAt(0);
        if (first >= '0' && first <= '9') {
            return "it starts with a digit, and names start with a letter or _";
        }
        String wrong = name.replaceAll("[a-z0-9_]", "");
        return "it holds '" + wrong.substring(0, wrong.offsetByCodePoints(0, 1))
                + "', and names hold only a-z, 0-9 and _";
    }

    private static String legalised(String name) {
        String plain = Normalizer.normalize(name, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9_]+", "_");
        String legal = plain.matches("[a-z_].*") ? plain : "t_" + plain;
        return legal.substring(0, Math.min(legal.length(), 64));
    }
}
