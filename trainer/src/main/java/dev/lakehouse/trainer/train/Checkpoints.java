package dev.lakehouse.trainer.train;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lakehouse.trainer.network.Network;

/**
 * The checkpoints of one training, a folder each, {@code step-00000500}. It appears whole under that name or not at all, and when it
 * has appeared it is on the disk. It disappears the same way:
 * renamed first, and then deleted. The two newest are kept, and the best.
 */
public final class Checkpoints {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern NAME = Pattern.compile("step-(\\d{8,})");
    private static final String UNFINISHED = ".unfinished";
    private static final String REMOVED = ".removed";
    private static final String STATE = "state.json";
    private static final String NETWORK = "network";
    private static final int KEPT = 2;

    private final Path folder;

    /** @param folder which nobody else writes to; it need not be there yet */
    public Checkpoints(Path folder) {
        this.folder = folder;
    }

    /**
     * Writes one, and then removes those that are not needed any more.
     *
     * @throws dev.lakehouse.failure.LakehouseException of kind external, {@code CHECKPOINT_UNWRITABLE} or {@code DISK_FULL}; those of
     *     before are there still
     */
    void write(Network network, TrainingState state) {
        Path unfinished = folder.resolve(UNFINISHED);
        try {
            delete(unfinished);
            delete(folder.resolve(REMOVED));
            Files.createDirectories(unfinished);
            network.save(unfinished.resolve(NETWORK));
            Files.write(unfinished.resolve(STATE), JSON.writeValueAsBytes(state));
            for (Path file : list(unfinished)) {
                sync(file);
            }
            sync(unfinished);
            remove(at(state.step()));
            Files.move(unfinished, at(state.step()), StandardCopyOption.ATOMIC_MOVE);
            sync(folder);
            for (Path old : superfluous(state)) {
                remove(old);
            }
        } catch (IOException e) {
            CheckpointFailures.forget(() -> delete(unfinished), e);
            throw CheckpointFailures.unwritable(folder, e);
        }
    }

    /** The state of the newest one that is whole; empty where there is none. */
    public Optional<TrainingState> latest() {
        try {
            List<Path> all = all();
            for (int newest = all.size() - 1; newest >= 0; newest--) {
                Optional<TrainingState> state = whole(all.get(newest));
                if (state.isPresent()) {
                    return state;
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            throw CheckpointFailures.unreadable(folder, e);
        }
    }

    /**
     * Its state, if training can go on from it: to the same bits as from a newer one. Its best one may be gone, but then a better one was
     * found behind it, and will be again.
     */
    private static Optional<TrainingState> whole(Path checkpoint) {
        try {
            return hasNetwork(checkpoint) ? Optional.of(state(checkpoint)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** TensorFlow writes the index last. */
    private static boolean hasNetwork(Path checkpoint) {
        return Files.isRegularFile(checkpoint.resolve(NETWORK + ".index"));
    }

    /** Puts a network where it was after a step. */
    public void restore(Network network, long step) {
        try {
            network.restore(network(step));
        } catch (IOException e) {
            throw CheckpointFailures.unreadable(at(step), e);
        }
    }

    /** What {@link Network#restore} and {@link Network#export} take. */
    public Path network(long step) {
        return at(step).resolve(NETWORK);
    }

    private Path at(long step) {
        return folder.resolve("step-%08d".formatted(step));
    }

    private static TrainingState state(Path checkpoint) throws IOException {
        return JSON.readValue(Files.readAllBytes(checkpoint.resolve(STATE)), TrainingState.class);
    }

    private List<Path> superfluous(TrainingState state) throws IOException {
        List<Path> all = all();
        return all.subList(0, Math.max(0, all.size() - KEPT)).stream()
                .filter(path -> !path.equals(at(state.bestStep())))
                .toList();
    }

    private List<Path> all() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        return list(folder).stream()
                .filter(path -> NAME.matcher(path.getFileName().toString()).matches())
                .sorted(Comparator.comparingLong(Checkpoints::step))
                .toList();
    }

    private static long step(Path checkpoint) {
        Matcher name = NAME.matcher(checkpoint.getFileName().toString());
        return name.matches() ? Long.parseLong(name.group(1)) : -1;
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    private static void sync(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** A kill on the way leaves it whole under its name, or what is left of it under one that nobody reads. */
    private void remove(Path checkpoint) throws IOException {
        if (Files.exists(checkpoint)) {
            Path removed = folder.resolve(REMOVED);
            delete(removed);
            Files.move(checkpoint, removed, StandardCopyOption.ATOMIC_MOVE);
            delete(removed);
        }
    }

    private static void delete(Path checkpoint) throws IOException {
        if (Files.isDirectory(checkpoint)) {
            for (Path file : list(checkpoint)) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(checkpoint);
    }
}
