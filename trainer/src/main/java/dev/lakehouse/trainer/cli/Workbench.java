package dev.lakehouse.trainer.cli;

import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lakehouse.config.Home;
import dev.lakehouse.config.ServiceSettings;
import dev.lakehouse.config.Settings;
import dev.lakehouse.storage.Storage;
import dev.lakehouse.storage.local.LocalStorage;
import dev.lakehouse.storage.s3.S3Storage;
import dev.lakehouse.table.Lake;

/** What one invocation of a command has at hand. The lake is opened once it is asked for. */
final class Workbench implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:=@%+,-]+");

    private final TrainerOptions options;
    private final Map<String, String> environment;
    private final PrintStream out;
    private final PrintStream err;
    private Optional<Settings> settings = Optional.empty();
    private Optional<Lake> lake = Optional.empty();
    private Optional<Turn> turn = Optional.empty();

    Workbench(TrainerOptions options, Map<String, String> environment, PrintStream out, PrintStream err) {
        this.options = options;
        this.environment = environment;
        this.out = out;
        this.err = err;
    }

    PrintStream out() {
        return out;
    }

    PrintStream err() {
        return err;
    }

    boolean json() {
        return options.json();
    }

    void print(Object document) {
        try {
            out.println(JSON.writeValueAsString(document));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A command to type next: as it must be typed here, with the options that were given here. */
    String next(String... words) {
        StringBuilder line = new StringBuilder(System.getProperty("lakehouse.command", "lakehouse"));
        for (String word : words) {
            line.append(' ').append(quoted(word));
        }
        for (String option : List.of("config", "home", "pipelines")) {
            if (options.settings().containsKey(option)) {
                line.append(" --")
                        .append(option)
                        .append(' ')
                        .append(quoted(options.settings().get(option)));
            }
        }
        return line.toString();
    }

    private static String quoted(String word) {
        boolean plain = PLAIN.matcher(word).matches();
        boolean special = word.chars().anyMatch(c -> "\"$`\\!".indexOf(c) >= 0);
        return plain ? word : special ? "'" + word.replace("'", "'\\''") + "'" : '"' + word + '"';
    }

    Lake lake() {
        if (lake.isEmpty()) {
            lake = Optional.of(Lake.open(storage(settings().home())));
        }
        return lake.get();
    }

    /**
     * Waits until no other command of this kind is at work, where whoever started the process says that there is memory for one: a
     * container does. It ends with this invocation.
     */
    void awaitTurn() {
        String file = System.getProperty("lakehouse.turn", "");
        if (turn.isEmpty() && !file.isEmpty()) {
            turn = Optional.of(Turn.await(Path.of(file), err));
        }
    }

    Path pipelines() {
        return settings().pipelines();
    }

    /** Where {@code serve} listens, and whom it answers. */
    ServiceSettings service() {
        return settings().service();
    }

    /** A folder of this machine that stays, for checkpoints and what becomes of them. */
    Path models() {
        Home home = settings().home();
        Path folder = home instanceof Home.Folder local ? local.path() : ((Home.ObjectStore) home).scratch();
        return folder.resolve("models");
    }

    @Override
    public void close() {
        lake.ifPresent(opened -> opened.storage().close());
        turn.ifPresent(Turn::close);
    }

    private Settings settings() {
        if (settings.isEmpty()) {
            settings = Optional.of(Settings.read(options.settings(), environment));
        }
        return settings.get();
    }

    private static Storage storage(Home home) {
        return home instanceof Home.Folder folder
                ? new LocalStorage(folder.path())
                : new S3Storage((Home.ObjectStore) home);
    }
}
