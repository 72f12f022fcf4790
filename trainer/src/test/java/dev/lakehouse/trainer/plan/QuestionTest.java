package dev.lakehouse.trainer.plan;

import java.util.List;

import dev.lakehouse.config.pipeline.Feature;
import dev.lakehouse.config.pipeline.Model;
import dev.lakehouse.config.pipeline.Split;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class QuestionTest {
    private static final Question QUESTION = new Question(
            "g",
            "id",
            "y",
            Model.Task.REGRESSION,
            List.of(
                    new Feature.Amount("spent", Feature.Scale.LOG),
                    new Feature.Category("city", 50),
                    new Feature.Hashed("product", 1000),
                    new Feature.Members("likes", 20),
                    new Feature.Day("first")),
            new Split.ByTime("cut_off", 60, 10, 20));

    @Test
    void isReadAsItWasWritten() {
        assertThat(Question.read(QUESTION.json())).contains(QUESTION);
        Question byKey = new Question("g", "id", "y", Model.Task.BINARY, QUESTION.features(), new Split.ByKey(15, 20));
        assertThat(Question.read(byKey.json())).contains(byKey);
        assertThat(Question.of(byKey.model("m"))).isEqualTo(byKey);
    }

    @Test
    void anythingElseIsNone() {
        assertThat(Question.read("")).isEmpty();
        assertThat(Question.read("{}")).isEmpty();
        assertThat(Question.read("{\"from\":\"g\"}")).isEmpty();
    }
}
