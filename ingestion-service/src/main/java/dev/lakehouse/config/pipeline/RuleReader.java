package dev.lakehouse.config.pipeline;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import dev.lakehouse.config.pipeline.Rule.Action;
import dev.lakehouse.config.yaml.YamlSection;
import dev.lakehouse.config.yaml.YamlValue;

/** Reads {@code rules} of a silver table. */
final class RuleReader {
    private final List<String> columns;
    private final Scope scope;
    private final Set<String> labels = new HashSet<>();

    RuleReader(List<String> columns, Scope scope) {
        this.columns = columns;
        this.scope = scope;
    }

    List<Rule> read(YamlValue rules) {
        return rules.entries().stream()
                .flatMap(entry -> entry.section().stream().flatMap(section -> rule(entry, section)))
                .toList();
    }

    private Stream<Rule> rule(YamlValue entry, YamlSection section) {
        if (!section.allow(Vocabulary.RULE)) {
            return Stream.empty();
        }
        List<String> kinds = Vocabulary.RULE_KINDS.stream().filter(section::has).toList();
        if (kinds.size() != 1) {
            entry.report(
                    kinds.isEmpty() ? "this entry is no rule" : "this entry is " + kinds.size() + " rules at once",
                    "an entry is one of " + String.join(", ", Vocabulary.RULE_KINDS),
                    "write for example - not_null: [id], each rule behind a '- ' of its own");
            return Stream.empty();
        }
        Optional<Action> beside = action(section);
        return section.find(kinds.get(0)).stream()
                .flatMap(body -> switch (kinds.get(0)) {
                    case "not_null" -> notNull(body, beside.orElse(Action.QUARANTINE));
                    case "references" -> body.section().flatMap(it -> references(it, beside)).stream();
                    default -> body.section().flatMap(it -> check(it, beside)).stream();
                })
                .filter(rule -> isNew(entry, rule));
    }

    private Stream<Rule> notNull(YamlValue body, Action action) {
        return Names.list(body, this::isColumn).stream().map(column -> new Rule.NotNull(column, action));
    }

    private Optional<Rule> references(YamlSection section, Optional<Action> beside) {
        section.allow(Vocabulary.REFERENCES);
        Action action = action(section, beside);
        Optional<YamlValue> column = section.require("column", "column: id_customer");
        Optional<YamlValue> table = section.require("table", "table: customers");
        column.ifPresent(value -> Names.list(value, this::isColumn));
        table.ifPresent(value -> value.words().ifPresent(name -> checkTable(value, name)));
        return column.flatMap(YamlValue::text)
                .flatMap(from -> table.flatMap(YamlValue::text).map(to -> new Rule.References(from, to, action)));
    }

    private void checkTable(YamlValue place, String table) {
        if (!Names.known(
                place, table, "there is no silver table", scope.silver().keySet())) {
            return;
        }
        List<String> key = scope.silverKeys().getOrDefault(table, List.of());
        if (key.size() != 1) {
            place.report(
                    "silver." + table + " cannot be referred to",
                    key.isEmpty() ? "it has no key" : "its key has " + key.size() + " columns",
                    "give it a key of one column, or check the rows in SQL");
        }
    }

    private Optional<Rule> check(YamlSection section, Optional<Action> beside) {
        section.allow(Vocabulary.CHECK);
        Action action = action(section, beside);
        Optional<String> name = section.require("name", "name: price_positive").flatMap(YamlValue::words);
        Optional<String> that = section.require("that", "that: \"price >= 0\"").flatMap(YamlValue::words);
        return name.flatMap(label -> that.map(condition -> new Rule.Check(label, condition, action)));
    }

    private static Optional<Action> action(YamlSection section) {
        return section.find("action").flatMap(value -> value.choice(Action.class));
    }

    private static Action action(YamlSection section, Optional<Action> beside) {
        if (section.has("action") && beside.isPresent()) {
            section.find("action")
                    .ifPresent(place -> place.report(
                            "this rule has two actions", "one stands in it and one beside it", "remove one of them"));
        }
        return action(section).or(() -> beside).orElse(Action.QUARANTINE);
    }

    private boolean isColumn(Names.NamedAt named) {
        return columns.isEmpty() || Names.known(named.place(), named.name(), "the table has no column", columns);
    }

    private boolean isNew(YamlValue entry, Rule rule) {
        boolean isNew = labels.add(rule.label());
        if (!isNew) {
            entry.report(
                    "the rule " + rule.label() + " stands twice",
                    "results go by its name",
                    "remove or rename one of them");
        }
        return isNew;
    }
}
