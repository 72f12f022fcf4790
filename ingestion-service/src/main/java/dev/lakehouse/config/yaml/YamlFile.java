package dev.lakehouse.config.yaml;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import dev.lakehouse.failure.FailureKind;
import dev.lakehouse.failure.LakehouseException;
import dev.lakehouse.failure.Problem;
import dev.lakehouse.failure.Problems;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** A YAML file as a tree whose every value knows its line. Anchors, aliases and several documents are refused. */
public final class YamlFile {
    private static final YAMLMapper MAPPER = YAMLMapper.builder()
            // A column may be called no, and only true and false are flags.
            .enable(YAMLParser.Feature.PARSE_BOOLEAN_LIKE_WORDS_AS_STRINGS)
            .build();

    private final Path path;
    private final Problems problems;
    private final Map<JsonPointer, Integer> lines;

    private YamlFile(Path path, Problems problems, Map<JsonPointer, Integer> lines) {
        this.path = path;
        this.problems = problems;
        this.lines = lines;
    }

    /**
     * Reads a file whose root is a mapping; empty, with the reason among {@code problems}, for any other. Throws a failure
     * of kind external when the file cannot be read at all.
     */
    public static Optional<YamlSection> read(Path path, Problems problems) {
        Optional<String> text = text(path, problems);
        return text.flatMap(yaml -> parse(path, yaml, problems));
    }

    private static Optional<String> text(Path path, Problems problems) {
        try {
            return Optional.of(Files.readString(path));
        } catch (CharacterCodingException e) {
            problems.add(new Problem(
                    path.toString(),
                    0,
                    "the file is not UTF-8",
                    "it holds bytes that no UTF-8 has",
                    "save it as UTF-8"));
            return Optional.empty();
        } catch (IOException e) {
            throw new LakehouseException(
                    FailureKind.EXTERNAL,
                    "FILE_UNREADABLE",
                    path + " cannot be read",
                    e.toString(),
                    "check that it is there and that you may read it",
                    e);
        }
    }

    private static Optional<YamlSection> parse(Path path, String text, Problems problems) {
        try (LineRecorder recorder = new LineRecorder(MAPPER.getFactory().createParser(text))) {
            JsonNode root = MAPPER.readTree(recorder);
            YamlFile file = new YamlFile(path, problems, recorder.lines());
            file.refuse(recorder);
            if (root instanceof ObjectNode mapping) {
                new CutTexts(file).mend(JsonPointer.empty(), mapping);
                return Optional.of(new YamlSection(file, JsonPointer.empty(), mapping));
            }
            file.report(
                    1, "the file holds no keys", "it is empty or no mapping", "write lines of the form 'key: value'");
        } catch (JsonProcessingException e) {
            problems.add(syntax(path, e));
        } catch (IOException e) {
            throw new IllegalStateException("text in memory cannot fail to be read", e);
        }
        return Optional.empty();
    }

    private void refuse(LineRecorder recorder) throws IOException {
        recorder.duplicates().forEach((line, key) -> {
            if (!CutTexts.isEnd(key)) {
                report(
                        line,
                        "'" + key + "' stands twice in its mapping",
                        "only one of them could count",
                        "remove or rename one");
            }
        });
        recorder.aliases()
                .forEach((line, name) -> report(
                        line,
                        "'*" + name + "' refers to another place",
                        "aliases are not followed, so that a file reads as it stands",
                        "write the value out, or put it in quotes if it is a text"));
        if (recorder.nextToken() != null) {
            report(
                    recorder.currentTokenLocation().getLineNr(),
                    "a second document starts here",
                    "one file holds one document",
                    "remove the line '---' and what follows");
        }
    }

    private static Problem syntax(Path path, JsonProcessingException failure) {
        int line = failure.getLocation() == null ? 0 : failure.getLocation().getLineNr();
        String why = failure.getOriginalMessage();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof MarkedYAMLException marked) {
                why = marked.getProblem();
                line = marked.getProblemMark() == null
                        ? line
                        : marked.getProblemMark().getLine() + 1;
            }
        }
        return new Problem(
                path.toString(),
                line,
                "this is no YAML",
                why.lines().findFirst().orElse("it cannot be read").strip(),
                "check indents (spaces, no tabs), brackets and quotes here and just above;"
                        + " a text that starts with one of * & ! | > % @ needs quotes");
    }

    int line(JsonPointer at) {
        return lines.getOrDefault(at, 1);
    }

    Path path() {
        return path;
    }

    Problems problems() {
        return problems;
    }

    void report(int line, String what, String why, String fix) {
        problems.add(new Problem(path.toString(), line, what, why, fix));
    }
}
