package dev.lakehouse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A page of the documentation: its code blocks, links and headings. */
record MarkdownPage(Path file, List<Block> blocks, String prose) {
    /** The repository's root, from where Maven runs tests. */
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final Pattern FENCE = Pattern.compile("(?ms)^```(\\w*)\\n(.*?)^```$");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.+)$");

    /** A fenced block of code, and the language that it says it is in. */
    record Block(String language, String text) {}

    /** README.md, also in Portuguese, and all pages below docs, in order. */
    static List<MarkdownPage> all() {
        try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            return Stream.concat(Stream.of(ROOT.resolve("README.md"), ROOT.resolve("README.pt-BR.md")), docs)
                    .filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .map(MarkdownPage::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static MarkdownPage read(Path file) {
        try {
            String text = Files.readString(file);
            List<Block> blocks = new ArrayList<>();
            FENCE.matcher(text).results().forEach(found -> blocks.add(new Block(found.group(1), found.group(2))));
            return new MarkdownPage(
                    file, List.copyOf(blocks), FENCE.matcher(text).replaceAll(""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The texts of all blocks in that language. */
    List<String> blocks(String language) {
        return blocks.stream()
                .filter(block -> block.language().equals(language))
                .map(Block::text)
                .toList();
    }

    /** Where links and pictures lead to, but for those to other sites. */
    List<String> relativeLinks() {
        return LINK.matcher(prose)
                .results()
                .map(found -> found.group(1))
                .filter(target -> !target.matches("[a-z]+:.*"))
                .toList();
    }

    /** The levels of its headings, in order. */
    List<Integer> headings() {
        return HEADING.matcher(prose)
                .results()
                .map(heading -> heading.group().indexOf(' '))
                .toList();
    }

    /** What stands behind {@code #} in links to this page's headings, as GitHub makes it of them. */
    Set<String> anchors() {
        return HEADING.matcher(prose)
                .results()
                .map(MatchResult::group)
                .map(heading -> heading.replaceFirst("#+ +", "")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N}_ -]", "")
                        .strip()
                        .replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    /** Its path in the repository. */
    String name() {
        return ROOT.relativize(file).toString();
    }

    @Override
    public String toString() {
        return name();
    }
}
