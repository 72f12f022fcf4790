package dev.lakehouse.trainer.train;

import java.util.ArrayList;
import java.util.List;

/**
 * Where a training is, besides its weights.
 *
 * @param step how many were done
 * @param epoch how many passes were done
 * @param position how many rows of the pass at hand were learnt from
 * @param orderSeed of the order of rows in that pass
 * @param lossSum of the pass at hand, over its rows so far
 * @param bestStep after which the loss on the validation part was the lowest; -1 before the first pass is done
 * @param bestLoss that loss; no number a double can hold is lower before the first pass is done
 * @param waiting how many passes have not brought a lower one since
 * @param finished whether there is nothing left to learn
 */
public record TrainingState(
        long step,
        int epoch,
        long position,
        long orderSeed,
        double lossSum,
        long bestStep,
        double bestLoss,
        int waiting,
        boolean finished,
        List<EpochResult> history) {
    /** Rows of one pass are never in the order of another's. */
    private static final long SEED_STRIDE = 0x9E3779B97F4A7C15L;

    public TrainingState {
        history = List.copyOf(history);
    }

    static TrainingState start(long seed) {
        return new TrainingState(0, 0, 0, seed + SEED_STRIDE, 0, -1, Double.MAX_VALUE, 0, false, List.of());
    }

    TrainingState learnt(int rows, double loss) {
        return new TrainingState(
                step + 1,
                epoch,
                position + rows,
                orderSeed,
                lossSum + loss * rows,
                bestStep,
                bestLoss,
                waiting,
                false,
                history);
    }

    /** The pass is done. */
    TrainingState passed(double validationLoss, double learningRate, int epochs, int patience) {
        boolean better = validationLoss < bestLoss;
        int waited = better ? 0 : waiting + 1;
        List<EpochResult> results = new ArrayList<>(history);
        results.add(new EpochResult(epoch + 1, step, lossSum / position, validationLoss, learningRate));
        return new TrainingState(
                step,
                epoch + 1,
                0,
                orderSeed + SEED_STRIDE,
                0,
                better ? step : bestStep,
                better ? validationLoss : bestLoss,
                waited,
                epoch + 1 >= epochs || waited >= patience,
                results);
    }
}
