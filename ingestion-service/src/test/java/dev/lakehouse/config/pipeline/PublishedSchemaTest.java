package dev.lakehouse.config.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.lakehouse.config.yaml.YamlValue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** The schema that editors use says what the reader does, word for word. */
class PublishedSchemaTest {
    private static final Path FILE = Path.of("..", "docs", "pipeline.schema.json");

    @TempDir
    private Path pipelines;

    private JsonNode json;
    private Schema schema;
    private PipelineFolder folder;

    @BeforeEach
    void setUp() throws IOException {
        String text = Files.readString(FILE);
        json = new ObjectMapper().readTree(text);
        schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(text);
        folder = new PipelineFolder(pipelines, "loja");
    }

    static List<Arguments> keys() {
        return List.of(
                arguments("", Vocabulary.PIPELINE),
                arguments("/$defs/source", Vocabulary.SOURCE),
                arguments("/$defs/full", Vocabulary.FULL),
                arguments("/$defs/cdc", Vocabulary.CDC),
                arguments("/$defs/watermark", Vocabulary.WATERMARK),
                arguments("/$defs/csv", Vocabulary.CSV),
                arguments("/$defs/unpack", Vocabulary.UNPACK),
                arguments("/$defs/text", Vocabulary.TEXT),
                arguments("/$defs/xml", Vocabulary.XML),
                arguments("/$defs/excel", Vocabulary.EXCEL),
                arguments("/$defs/binary", Vocabulary.BINARY),
                arguments("/$defs/silver", Vocabulary.SILVER),
                arguments("/$defs/columnMapping", Vocabulary.COLUMN),
                arguments("/$defs/rule", Vocabulary.RULE),
                arguments("/$defs/references", Vocabulary.REFERENCES),
                arguments("/$defs/check", Vocabulary.CHECK),
                arguments("/$defs/gold", Vocabulary.GOLD),
                arguments("/$defs/model", Vocabulary.MODEL),
                arguments("/$defs/featureMapping", Vocabulary.FEATURE),
                arguments("/$defs/drift", Vocabulary.DRIFT),
                arguments("/$defs/split", Vocabulary.SPLIT),
                arguments("/$defs/training", Vocabulary.TRAINING));
    }

    static List<Arguments> words() {
        return List.of(
                arguments("/$defs/source/properties/format", YamlValue.labels(FileFormat.class)),
                arguments("/$defs/source/properties/mode", Vocabulary.MODES),
                arguments("/$defs/source/properties/changed_files", YamlValue.labels(ChangedFilePolicy.class)),
                arguments("/$defs/source/properties/schema_evolution", YamlValue.labels(SchemaEvolution.class)),
                arguments("/$defs/full/properties/snapshot", YamlValue.labels(LoadMode.Snapshot.class)),
                arguments("/$defs/csv/properties/encoding", Vocabulary.ENCODINGS),
                arguments("/$defs/text/properties/encoding", Vocabulary.ENCODINGS),
                arguments("/$defs/xml/properties/namespaces", YamlValue.labels(XmlOptions.Namespaces.class)),
                arguments("/$defs/silver/properties/load", YamlValue.labels(SilverLoad.class)),
                arguments("/$defs/notProvenance/not", Vocabulary.PROVENANCE),
                arguments("/$defs/type/anyOf/0", TypeParser.simpleNames()),
                arguments("/$defs/silverType/anyOf/1", List.of(TypeParser.MICROSECONDS)),
                arguments("/$defs/action", YamlValue.labels(Rule.Action.class)),
                arguments("/$defs/gold/properties/load", YamlValue.labels(GoldLoad.class)),
                arguments("/$defs/model/properties/task", YamlValue.labels(Model.Task.class)),
                arguments("/$defs/featureType", Vocabulary.FEATURE_TYPES),
                arguments("/$defs/featureMapping/properties/scale", YamlValue.labels(Feature.Scale.class)),
                arguments("/$defs/split/properties/by", Vocabulary.SPLIT_BY),
                arguments("/$defs/training/properties/class_weights", YamlValue.labels(Training.ClassWeights.class)),
                arguments("/$defs/training/properties/precision", YamlValue.labels(Training.Precision.class)));
    }

    @ParameterizedTest
    @MethodSource
    void keys(String object, List<String> known) {
        JsonNode definition = json.at(object);

        List<String> published = new ArrayList<>();
        definition.get("properties").fieldNames().forEachRemaining(published::add);

        assertThat(published).containsExactlyElementsOf(known);
        assertThat(definition.get("additionalProperties")).isEqualTo(BooleanNode.FALSE);
    }

    @ParameterizedTest
    @MethodSource
    void words(String value, List<String> known) {
        List<String> published = new ArrayList<>();
        json.at(value).get("enum").forEach(word -> published.add(word.textValue()));

        assertThat(published).containsExactlyElementsOf(known);
    }

    @Test
    void publishesEveryListOfWords() {
        List<String> checked = words().stream().map(it -> it.get()[0] + "/enum").toList();

        assertThat(pointers(json, JsonPointer.empty()).map(JsonPointer::toString))
                .filteredOn(pointer -> pointer.endsWith("/enum"))
                .containsExactlyInAnyOrderElementsOf(checked);
    }

    @Test
    void publishesTheDefaults() {
        JsonNode source = json.at("/$defs/source/properties");
        JsonNode csv = json.at("/$defs/csv/properties");

        assertThat(source.at("/max_files/default").intValue()).isEqualTo(Vocabulary.MAX_FILES);
        assertThat(source.at("/max_bytes/default").textValue()).isEqualTo(Vocabulary.MAX_BYTES);
        assertThat(source.at("/page_rows/default").intValue()).isEqualTo(Vocabulary.PAGE_ROWS);
        assertThat(source.at("/fetch_rows/default").intValue()).isEqualTo(Vocabulary.FETCH_ROWS);
        assertThat(source.at("/readers/maximum").intValue()).isEqualTo(Vocabulary.MAX_READERS);
        assertThat(csv.at("/quote/default").textValue()).isEqualTo(CsvOptions.DEFAULTS.quote());
        assertThat(csv.at("/header/default").booleanValue()).isEqualTo(CsvOptions.DEFAULTS.header());
        assertThat(csv.at("/encoding/default").textValue()).isEqualTo(CsvOptions.DEFAULTS.encoding());
        assertThat(csv.at("/skip_lines/default").intValue()).isEqualTo(CsvDialect.NONE.skipLines());
        assertThat(csv.at("/skip_lines/maximum").intValue()).isEqualTo(Vocabulary.MAX_SKIPPED_LINES);
        JsonNode unpack = json.at("/$defs/unpack/properties");
        assertThat(unpack.at("/max_size/default").textValue()).isEqualTo(Vocabulary.MAX_UNPACKED);
        assertThat(unpack.at("/max_members/default").intValue()).isEqualTo(Vocabulary.MAX_MEMBERS);
        assertThat(unpack.at("/max_ratio/default").intValue()).isEqualTo(Vocabulary.MAX_RATIO);
    }

    @Test
    void publishesTheDefaultsAndBoundsOfModels() {
        JsonNode training = json.at("/$defs/training/properties");
        List<Integer> layers = new ArrayList<>();
        training.at("/layers/default").forEach(layer -> layers.add(layer.intValue()));
        assertThat(new Training(
                        layers,
                        training.at("/epochs/default").intValue(),
                        training.at("/batch_size/default").intValue(),
                        training.at("/learning_rate/default").doubleValue(),
                        training.at("/patience/default").intValue(),
                        Training.ClassWeights.NONE,
                        Training.Precision.FLOAT32,
                        training.at("/seed/default").intValue(),
                        Optional.empty()))
                .isEqualTo(Training.DEFAULTS);
        assertThat(training.at("/epochs/maximum").intValue()).isEqualTo(TrainingReader.MOST_EPOCHS);
        assertThat(training.at("/batch_size/maximum").intValue()).isEqualTo(TrainingReader.MOST_ROWS);
        assertThat(training.at("/layers/anyOf/1/maxItems").intValue()).isEqualTo(TrainingReader.MOST_LAYERS);
        assertThat(json.at("/$defs/units/maximum").intValue()).isEqualTo(TrainingReader.MOST_UNITS);
        assertThat(training.at("/learning_rate/minimum").doubleValue()).isEqualTo(TrainingReader.LOWEST_RATE);
        assertThat(training.at("/learning_rate/maximum").doubleValue()).isEqualTo(TrainingReader.HIGHEST_RATE);
        for (String limit : Vocabulary.DRIFT) {
            JsonNode bounds = json.at("/$defs/drift/properties/" + limit);
            assertThat(bounds.at("/minimum").doubleValue()).isEqualTo(DriftReader.LEAST);
            assertThat(bounds.at("/maximum").doubleValue()).isEqualTo(DriftReader.MOST);
        }
        assertThat(json.at("/$defs/drift/properties/warn/default").doubleValue())
                .isEqualTo(DriftLimits.DEFAULT.warn());
        assertThat(json.at("/$defs/split/properties/test/default").intValue()).isEqualTo(SplitReader.SHARE);
        assertThat(json.at("/$defs/split/properties/test/maximum").intValue()).isEqualTo(SplitReader.MOST);
        assertThat(json.at("/$defs/split/properties/gap_days/maximum").intValue())
                .isEqualTo(SplitReader.MOST_DAYS);
        assertThat(json.at("/$defs/featureMapping/properties/max/default").intValue())
                .isEqualTo(FeatureReader.KNOWN);
        assertThat(json.at("/$defs/featureMapping/properties/max/maximum").intValue())
                .isEqualTo(FeatureReader.MOST_KNOWN);
    }

    @Test
    void describesEveryKey() {
        assertThat(pointers(json, JsonPointer.empty()))
                .filteredOn(pointer ->
                        pointer.head() != null && pointer.head().toString().endsWith("/properties"))
                .filteredOn(pointer -> !pointer.toString().contains("/allOf/"))
                .allSatisfy(pointer -> {
                    JsonNode key = json.at(pointer);
                    JsonNode target = json.at(key.path("$ref").asText("#").substring(1));
                    assertThat(key.has("description") || target.has("description"))
                            .as("%s", pointer)
                            .isTrue();
                });
    }

    @Test
    void acceptsWhatTheReaderAccepts() throws IOException {
        assertThat(folder.read(PipelineFolder.FULL).sources()).hasSize(3);
        assertThat(validate(PipelineFolder.FULL)).isEmpty();
    }

    @Test
    void acceptsThePipelinesOfThisRepository() throws IOException {
        Path shipped = Path.of("..", "pipelines");
        if (!Files.isDirectory(shipped)) {
            return;
        }
        for (Pipeline pipeline : new PipelineReader().readAll(shipped)) {
            assertThat(validate(Files.readString(pipeline.file())))
                    .as("%s", pipeline.file())
                    .isEmpty();
        }
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            pipeline: loja | pipelin: loja
            pipeline: loja | pipeline: Loja
            pipeline: loja | pipeline: 7
            An online shop | ""
            0 2 1 */2 * | 0 2 1 */2
            0 2 1 */2 * | @once
            { path: "loja/clientes/**", format: json } | { path: "loja/clientes/**" }
            { path: "loja/clientes/**", format: json } | {}
            { path: "loja/clientes/**", format: json } | loja
            loja/clientes/** | /loja/clientes/**
            loja/clientes/** | loja//clientes/**
            loja/clientes/** | loja/clientes/
            format: json } | format: json, csv: { header: true } }
            format: json } | format: csv, csv: { header: false } }
            format: json } | format: csvx }
            mode: append | mode: newest
            mode: append | mode: cdc
            format: json } | format: json, full: { snapshot: folder } }
            format: json } | format: json, mode: full, full: { snapshot: day } }
            format: json } | format: json, cdc: { operation: OP } }
            format: json } | format: json, mode: cdc, cdc: { delete: [D] } }
            format: json } | format: json, mode: cdc, cdc: { operation: OP, removed: [D] } }
            changed_files: fail | changed_files: ingest_again
            changed_files: fail | schema_evolution: add_columns
            max_files: 20 | max_files: 0
            max_files: 20 | max_files: "20"
            max_files: 20 | max_files: 99999999999
            1.5GB | 12XB
            delimiter: ";" | delimiter: ""
            quote: "'" | quote: "''"
            header: true | header: "true"
            encoding: latin-1 | encoding: latin1
            null_text: | nulltext:
            comment: "#" | comment: ""
            comment: "#" | comment: "é"
            escape: "^" | escape: "^^"
            quote: "'" | quote: ""
            skip_lines: 2 | skip_lines: -1
            skip_lines: 2 | skip_lines: 10001
            max_size: 2GB | max_size: 2XB
            max_members: 10 | max_members: 0
            max_ratio: 50 | max_ratio: "50"
            max_ratio: 50 | ratio: 50
            id_pedido: bigint, | _batch: bigint,
            id_pedido: bigint, | id_pedido: timestamp(6),
            id_pedido: bigint, | id_pedido: { type: bigint },
            load: append | load: upsert
            load: append | load: history
            load: append | sequence: [id]
            tags: array<string> | Tags: array<string>
            tags: array<string> | tags: BIGINT
            sequence: data_pedido | sequence: []
            sequence: data_pedido | sequence: [id, id]
            from: id_pedido, type: bigint | from: id_pedido
            from: id_pedido, type: bigint | from: id_pedido, expr: a, type: bigint
            from: id_pedido, type: bigint | fro: id_pedido, type: bigint
            valor_total: decimal(12,2) | valor_total: decimal
            not_null: [id, valor_total] | notnull: [id]
            not_null: [id, valor_total] | action: fail
            table: clientes, | tables: clientes,
            table: clientes, |
            that: "preco >= 0", |
            action: warn | action: warm
            resumo: { sql: resumo.sql } | resumo: { key: [id] }
            resumo: { sql: resumo.sql } | resumo: { sql: resumo.sql, load: by-key }
            resumo: { sql: resumo.sql } | resumo: { sql: resumo.sql, changed_keys: { silver.clientes: id } }
            load: by-key | load: replace
            key: [id_cliente] | key: [Id]
            silver.clientes: [id] | bronze.clientes: [id]
            silver.clientes: [id] | silver.clientes: []
            key: id_cliente | keys: id_cliente
            task: binary | task: yes
            ultimo: date | ultimo: dat
            max: 50 | max: 0
            max: 50 | scale: log
            hash: 1000 | hash: 1
            hash: 1000 | hash: 1000, max: 7
            type: set, max: 20 | type: set, hash: 20
            type: number, scale: log | type: number, scale: ln
            type: number, scale: log | type: date, scale: log
            by: time | by: key
            by: time, column: corte | by: time
            by: time | by: times
            gap_days: 60 | gap_days: -1
            validation: 10 | validation: 0
            test: 20 | test: 46
            layers: [128, 64] | layers: [0]
            layers: [128, 64] | layers: [1, 1, 1, 1, 1, 1, 1, 1, 1]
            epochs: 30 | epochs: 0
            batch_size: 512 | batch_size: 65537
            learning_rate: 0.002 | learning_rate: 0
            learning_rate: 0.002 | learning_rate: "0.002"
            patience: 3 | patience: 0
            class_weights: balanced | class_weights: equal
            precision: mixed | precision: float16
            seed: 7 | seed: -7
            """)
    void refusesWhatTheReaderRefuses(String right, String wrong) throws IOException {
        assertThat(PipelineFolder.FULL).contains(right);
        String yaml = PipelineFolder.FULL.replaceFirst(
                Pattern.quote(right), Matcher.quoteReplacement(wrong == null ? "" : wrong));

        assertThat(folder.problems(yaml)).isNotEmpty();
        assertThat(validate(yaml)).isNotEmpty();
    }

    private List<Error> validate(String yaml) throws IOException {
        return schema.validate(new YAMLMapper().readTree(yaml).toString(), InputFormat.JSON);
    }

    private static Stream<JsonPointer> pointers(JsonNode node, JsonPointer at) {
        Stream<JsonPointer> own = Stream.of(at);
        if (node.isObject()) {
            return Stream.concat(
                    own,
                    node.properties().stream()
                            .flatMap(entry -> pointers(entry.getValue(), at.appendProperty(entry.getKey()))));
        }
        if (node.isArray()) {
            List<JsonPointer> below = new ArrayList<>();
            for (int index = 0; index < node.size(); index++) {
                pointers(node.get(index), at.appendIndex(index)).forEach(below::add);
            }
            return Stream.concat(own, below.stream());
        }
        return own;
    }
}
