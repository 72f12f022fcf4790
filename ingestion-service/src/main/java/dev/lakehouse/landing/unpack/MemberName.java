package dev.lakehouse.landing.unpack;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The name of an archive's member, which only names it: nothing is ever written under it.
 *
 * @param path with {@code /} between folders
 */
record MemberName(String path) {
    private static final String REPLACEMENT = "\uFFFD";
    private static final String HERE = "./";

    /** What systems put beside the files of people. */
    private static final Set<String> NO_DATA = Set.of("__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini");

    private static final String APPLE_DOUBLE = "._";

    /** Names are UTF-8; what is none is taken byte by byte as Latin-1, so that different names stay different. */
    static MemberName of(byte[] name) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(name))
                    .toString();
        } catch (CharacterCodingException e) {
            text = new String(name, StandardCharsets.ISO_8859_1);
        }
        return of(text);
    }

    static MemberName of(String name) {
        String path = name.replace('\\', '/').replaceAll("\\p{Cntrl}", REPLACEMENT);
        while (path.startsWith(HERE)) {
            path = path.substring(HERE.length());
        }
        return new MemberName(path);
    }

    /** Whether it is nothing that anybody landed on purpose. */
    boolean isNoData() {
        List<String> parts = parts();
        return parts.stream().anyMatch(NO_DATA::contains)
                || parts.get(parts.size() - 1).startsWith(APPLE_DOUBLE);
    }

    /** Why no file should bear such a name, if so. */
    Optional<String> problem() {
        if (path.startsWith("/") || path.matches("[A-Za-z]:.*") || parts().contains("..")) {
            return Optional.of("its name leads out of the archive, as one does that is made to overwrite other files");
        }
        if (PackedName.of(path).nested()) {
            return Optional.of("it is an archive within an archive, or packed twice, which is not opened");
        }
        return Optional.empty();
    }

    private List<String> parts() {
        return Arrays.asList(path.split("/"));
    }
}
