package dev.lakehouse.trainer.train;

/**
 * How far a step goes: rising for the first twentieth of all steps, then falling as a half cosine (Loshchilov and Hutter 2017) to a
 * hundredth of the highest.
 */
record LearningRate(double highest, long steps) {
    private static final double WARM_UP = 0.05;
    private static final double LOWEST = 0.01;

    double at(long step) {
        double rising = Math.max(1, steps * WARM_UP);
        if (step < rising) {
            return highest * (step + 1) / (rising + 1);
        }
        double done = Math.min(1, (step - rising) / Math.max(1, steps - rising));
        return highest * (LOWEST + (1 - LOWEST) * (1 + Math.cos(Math.PI * done)) / 2);
    }
}
