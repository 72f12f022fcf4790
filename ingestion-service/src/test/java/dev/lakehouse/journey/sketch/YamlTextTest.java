package dev.lakehouse.journey.sketch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.lakehouse.schema.TableName;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

class YamlTextTest {
    @Property(tries = 300)
    void aReaderOfYamlGetsTheTextBack(@ForAll String text) throws JsonProcessingException {
        assumeThat(text.codePoints()).allMatch(Character::isDefined).noneMatch(YamlTextTest::isNoYaml);

        String yaml = "{ from: " + YamlText.of(text) + ", type: string }";

        assertThat(new YAMLMapper().readTree(yaml).get("from").textValue()).isEqualTo(text);
    }

    @Property(tries = 300)
    void anyTextBecomesALegalName(@ForAll String text) {
        assertThat(LegalNames.of(text, "column")).matches(TableName.LEGAL);
    }

    @Test
    void wordsThatYamlReadsOtherwiseAreQuoted() {
        assertThat(YamlText.of("no")).isEqualTo("\"no\"");
        assertThat(YamlText.of("12")).isEqualTo("\"12\"");
        assertThat(YamlText.of("id_pedido")).isEqualTo("id_pedido");
    }

    @Test
    void namesStayReadableAndApart() {
        LegalNames names = new LegalNames();

        assertThat(names.next("Preço (R$)", "column")).isEqualTo("preco_r");
        assertThat(names.next("orderId", "column")).isEqualTo("order_id");
        assertThat(names.next("Order ID", "column")).isEqualTo("order_id_2");
        assertThat(names.next("2024", "column")).isEqualTo("column_2024");
        assertThat(names.next("日本", "column")).isEqualTo("column");
    }

    /** YAML 1.2, "Character Set". */
    private static boolean isNoYaml(int c) {
        return (c >= 0xd800 && c <= 0xdfff) || c == 0xfffe || c == 0xffff || (c >= 0x80 && c <= 0x9f) || c == 0xfeff;
    }
}
