package dev.lakehouse.journey;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where real data are that tests may take in: the folder {@code data} of the one beside the project's, unless the environment names another. */
final class SharedData {
    private SharedData() {}

    static Path folder() {
        return shared().resolve("data");
    }

    private static Path shared() {
        Optional<String> said = Optional.ofNullable(System.getProperty("lakehouse.shared"))
                .or(() -> Optional.ofNullable(System.getenv("LAKEHOUSE_SHARED")));
        if (said.isPresent()) {
            return Path.of(said.get());
        }
        Path module = Path.of("").toAbsolutePath();
        Path root = module;
        while (root.getParent() != null && Files.exists(root.getParent().resolve("pom.xml"))) {
            root = root.getParent();
        }
        return root.resolveSibling("shared");
    }
}
