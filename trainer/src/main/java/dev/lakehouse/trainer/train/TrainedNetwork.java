package dev.lakehouse.trainer.train;

import java.nio.file.Path;

import dev.lakehouse.trainer.network.Network;

import static java.util.Objects.requireNonNull;

/**
 * A network that has learnt, at its best.
 *
 * @param state how its training ended
 * @param checkpoint where its weights lie
 */
public record TrainedNetwork(Network network, TrainingState state, Path checkpoint) implements AutoCloseable {
    public TrainedNetwork {
        requireNonNull(network, "network is null");
        requireNonNull(state, "state is null");
        requireNonNull(checkpoint, "checkpoint is null");
    }

    @Override
    public void close() {
        network.close();
    }
}
