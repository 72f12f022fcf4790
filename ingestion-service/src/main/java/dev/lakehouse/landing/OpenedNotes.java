package dev.lakehouse.landing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.lakehouse.stage.StageCounts;

/** What is worth reading about the files of a batch that were opened. */
final class OpenedNotes {
    private static final int SAID = 3;

    private final List<String> notices = new ArrayList<>();
    private long skipped;
    private long comments;

    /** Of one file. */
    void notice(Optional<String> notice) {
        notice.ifPresent(notices::add);
    }

    /** Lines of one file, those before its header and those of comments. */
    void leftOut(long skippedLines, long commentLines) {
        skipped += skippedLines;
        comments += commentLines;
    }

    /**
     * An archive may have a hundred thousand members alike: the first few speak for them.
     *
     * @param reported what was said before, and now this
     */
    void report(StageCounts counts, Set<String> reported) {
        List<String> unsaid = notices.stream().filter(reported::add).toList();
        unsaid.stream().limit(SAID).forEach(counts::notice);
        if (unsaid.size() > SAID) {
            counts.notice((unsaid.size() - SAID) + " more members of archives are like these");
        }
        if (skipped > 0) {
            counts.notice(lines(skipped) + " before headers left out, as csv: { skip_lines } says");
        }
        if (comments > 0) {
            counts.notice(lines(comments) + " of comments left out");
        }
    }

    private static String lines(long lines) {
        return lines == 1 ? "1 line" : lines + " lines";
    }
}
