package dev.lakehouse.config.pipeline;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.lakehouse.config.pipeline.Feature.Scale;
import dev.lakehouse.failure.Problem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ModelReaderTest {
    @TempDir
    private Path pipelines;

    private PipelineFolder folder;

    @BeforeEach
    void setUp() {
        folder = new PipelineFolder(pipelines, "loja");
    }

    @Test
    void readsAllThatCanBeSaid() {
        Model model = folder.read(PipelineFolder.FULL).models().get(0);

        assertThat(model)
                .isEqualTo(new Model(
                        "recompra",
                        Optional.of("Will a customer buy again?"),
                        "resumo",
                        "id_cliente",
                        "comprou",
                        Model.Task.BINARY,
                        List.of(
                                new Feature.Amount("pedidos", Scale.STANDARD),
                                new Feature.Amount("gasto", Scale.LOG),
                                new Feature.Category("cidade", 50),
                                new Feature.Hashed("produto", 1000),
                                new Feature.Members("categorias", 20),
                                new Feature.Day("ultimo")),
                        new Split.ByTime("corte", 60, 10, 20),
                        new Training(
                                List.of(128, 64),
                                30,
                                512,
                                0.002,
                                3,
                                Training.ClassWeights.BALANCED,
                                Training.Precision.MIXED,
                                7,
                                Optional.of("gasto")),
                        DriftLimits.DEFAULT));
        assertThat(model.table()).hasToString("gold.resumo");
        assertThat(model.predictions()).hasToString("gold.previsoes_recompra");
    }

    @Test
    void whatIsNotSaidIsByKeyAndTheDefaults() {
        Model model = folder.read(PipelineFolder.FULL).models().get(1);

        assertThat(model.task()).isEqualTo(Model.Task.REGRESSION);
        assertThat(model.split()).isEqualTo(new Split.ByKey(15, 15));
        assertThat(model.training()).isEqualTo(Training.DEFAULTS);
    }

    @Test
    void driftWarnsOrFails() {
        assertThat(folder.read(PipelineFolder.FULL).models().get(1).drift())
                .isEqualTo(new DriftLimits(0.2, Optional.of(0.5)));
        assertThat(drift("{ warn: 0.4 }")).isEqualTo(new DriftLimits(0.4, Optional.empty()));
        assertThat(drift("{ fail: 0.1 }")).isEqualTo(new DriftLimits(0.1, Optional.of(0.1)));
        assertThat(drift("{ fail: 1 }")).isEqualTo(new DriftLimits(0.25, Optional.of(1.0)));
    }

    private DriftLimits drift(String limits) {
        return folder.read(PipelineFolder.FULL.replace("{ warn: 0.2, fail: 0.5 }", limits))
                .models()
                .get(1)
                .drift();
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            from: resumo | from: resum | 57: there is no gold table 'resum': those that are defined are resumo, analise (did you mean 'resumo'?)
            key: id_cliente | keys: id_cliente | 58: 'keys' is no key of models.recompra: its keys are description, from, key, label, task, features, split, training, drift (did you mean 'key'?);55: models.recompra has no 'key': it must be given (write for example key: customer_id)
            task: binary | task: binari | 60: models.recompra.task cannot be 'binari': it is one of binary, regression (did you mean 'binary'?)
            pedidos: number | pedidos: numbers | 62: models.recompra.features.pedidos cannot be 'numbers': it is one of number, category, set, date (did you mean 'number'?)
            pedidos: number | comprou: number | 62: 'comprou' is a feature and the label: the answer would be told (remove it here)
            pedidos: number | Comprou: number | 62: 'Comprou' is a feature and the label: the answer would be told (remove it here)
            pedidos: number | ID_CLIENTE: number | 62: 'ID_CLIENTE' is a feature and the key: a model that knows each key by heart says nothing about another (remove it here)
            pedidos: number | id_cliente: number | 62: 'id_cliente' is a feature and the key: a model that knows each key by heart says nothing about another (remove it here)
            type: number, scale: log | type: number, max: 3 | 63: models.recompra.features.gasto.max means nothing here: the type is number (remove it)
            max: 50 | max: 50, hash: 9 | 64: models.recompra.features.cidade has 'max' and 'hash': a value is looked up in a vocabulary, or goes by its hash (keep one)
            by: time | by: key | 68: models.recompra.split.column means nothing here: rows are split by their key (remove it, or write by: time);68: models.recompra.split.gap_days means nothing here: rows are split by their key (remove it, or write by: time)
            column: corte, | | 68: models.recompra.split has no 'column': it must be given (write for example column: cut_off)
            test: 20 | test: 60 | 68: models.recompra.split.test is 60: it must be from 1 to 45 (write a number within these bounds)
            learning_rate: 0.002 | learning_rate: 2 | 73: models.recompra.training.learning_rate is 2: it must be from 0.000001 to 1 (write a number within these bounds)
            layers: [128, 64] | layers: [1,1,1,1,1,1,1,1,1] | 70: models.recompra.training.layers has 9 layers: a network over a table gains nothing beyond 8 (write for example [64, 32]; [] is none, a logistic or linear regression)
            warn: 0.2, fail: 0.5 | warn: 0.2, fails: 0.5 | 79: 'fails' is no key of models.gasto.drift: its keys are warn, fail (did you mean 'fail'?)
            warn: 0.2, fail: 0.5 | warn: 0.2, fail: 0 | 79: models.gasto.drift.fail is 0: it must be from 0.01 to 100 (write a number within these bounds)
            warn: 0.2, fail: 0.5 | warn: 0.6, fail: 0.5 | 79: models.gasto.drift fails at 0.5 and warns at 0.6: what has failed needs no warning any more (let 'fail' be at least 'warn')
            categorias: { type: set, max: 20 } | categorias: { type: set, max: 100000 }${NL}      mais: { type: set, max: 100000 } | 55: a batch of models.recompra has 512 rows, each with 200002 numbers for its sets: at most 67108864 such numbers fit into the memory of a batch (lower 'max' of the sets, or 'batch_size')
            baseline: gasto | baseline: gastos | 78: no feature of kind number is called 'gastos': those that are defined are pedidos, gasto (did you mean 'gasto'?)
            baseline: gasto | baseline: cidade | 78: no feature of kind number is called 'cidade': those that are defined are pedidos, gasto (define it, or name another)
            resumo: { sql: resumo.sql } | resumo: { sql: resumo.sql }${NL}  previsoes_gasto: { sql: resumo.sql } | 80: gold.previsoes_gasto would be written twice: the predictions of the model gasto go to a table of that name (rename the model, or the gold table)
            """)
    void saysWhatIsWrong(String right, String wrong, String problems) {
        assertThat(PipelineFolder.FULL).contains(right);
        String broken = wrong == null ? "" : wrong.replace("${NL}", "\n");
        String yaml = PipelineFolder.FULL.replaceFirst(Pattern.quote(right), Matcher.quoteReplacement(broken));

        assertThat(folder.complaints(yaml)).containsExactlyInAnyOrder(problems.split(";(?=\\d)"));
    }

    @Test
    void refusesPredictionsWhereAnotherPipelineHasATable() {
        folder.write("pipeline.yml", PipelineFolder.FULL);
        new PipelineFolder(pipelines, "outra").write("pipeline.yml", """
                pipeline: outra
                sources: { outros: { path: "outra/**", format: csv } }
                gold:
                  previsoes_gasto: { sql: resumo.sql }
                """);

        assertThat(new PipelineReader()
                        .drafts(pipelines, List.of("loja", "outra"))
                        .get(1)
                        .errors())
                .extracting(Problem::line, Problem::what)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(4, "gold.previsoes_gasto belongs to two pipelines"));
        assertThat(new PipelineReader()
                        .drafts(pipelines, List.of("outra", "loja"))
                        .get(1)
                        .errors())
                .extracting(Problem::what)
                .containsExactly("gold.previsoes_gasto belongs to two pipelines");
    }

    @Test
    void refusesAModelThatTwoPipelinesHave() {
        folder.write("pipeline.yml", PipelineFolder.FULL);
        new PipelineFolder(pipelines, "outra").write("pipeline.yml", """
                pipeline: outra
                sources: { outros: { path: "outra/**", format: csv } }
                gold: { outro: { sql: resumo.sql } }
                models:
                  gasto: { from: outro, key: id, label: gasto, task: regression, features: { pedidos: number } }
                """);

        List<PipelineDraft> drafts = new PipelineReader().drafts(pipelines, List.of("loja", "outra"));

        assertThat(drafts.get(1).errors())
                .extracting(Problem::line, Problem::what)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(5, "the model gasto belongs to two pipelines"));
    }
}
