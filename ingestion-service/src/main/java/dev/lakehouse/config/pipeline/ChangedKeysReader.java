package dev.lakehouse.config.pipeline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import dev.lakehouse.config.yaml.YamlSection;
import dev.lakehouse.config.yaml.YamlValue;
import dev.lakehouse.schema.Layer;
import dev.lakehouse.schema.TableName;

/** Reads {@code changed_keys} of a gold table. */
final class ChangedKeysReader {
    private static final Pattern QUERY =
            Pattern.compile("\\s*(?:select|with)\\s.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private final String gold;
    private final List<String> key;
    private final Scope scope;

    ChangedKeysReader(String gold, List<String> key, Scope scope) {
        this.gold = gold;
        this.key = key;
        this.scope = scope;
    }

    Map<TableName, ChangedKeys> read(YamlSection inputs) {
        Map<TableName, ChangedKeys> changedKeys = new LinkedHashMap<>();
        for (String input : inputs.keys()) {
            inputs.find(input)
                    .filter(value -> Names.known(value, input, "there is no input table", inputs()))
                    .ifPresent(value -> {
                        TableName table = TableName.parse(input);
                        changedKeys.put(table, keys(value, table));
                    });
        }
        return changedKeys;
    }

    private List<String> inputs() {
        List<String> inputs = new ArrayList<>();
        scope.silver().keySet().forEach(name -> inputs.add(Layer.SILVER.label() + "." + name));
        scope.gold().stream()
                .filter(name -> !name.equals(gold))
                .forEach(name -> inputs.add(Layer.GOLD.label() + "." + name));
        return inputs;
    }

    private ChangedKeys keys(YamlValue value, TableName input) {
        Optional<String> query =
                value.isText() ? value.text().filter(text -> QUERY.matcher(text).matches()) : Optional.empty();
        if (query.isPresent()) {
            return new ChangedKeys.Query(query.get());
        }
        List<String> known =
                input.layer() == Layer.SILVER ? scope.silver().getOrDefault(input.table(), List.of()) : List.of();
        List<String> columns = Names.list(
                value,
                named -> known.isEmpty() || Names.known(named.place(), named.name(), input + " has no column", known));
        int given = value.entriesOrSelf().size();
        if (!key.isEmpty() && given != key.size()) {
            value.report(
                    value.name() + " has " + count(given),
                    "the key of gold." + gold + " has " + count(key.size()) + ", " + String.join(", ", key),
                    "name the columns that hold the key, in its order, or write a query that yields it");
        }
        return new ChangedKeys.Columns(columns);
    }

    private static String count(int columns) {
        return columns + (columns == 1 ? " column" : " columns");
    }
}
