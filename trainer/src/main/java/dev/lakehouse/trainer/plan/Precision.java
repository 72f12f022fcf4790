package dev.lakehouse.trainer.plan;

/** How numbers are multiplied while a network learns. Its weights, and all that it says, are 32 bits wide in either case. */
public enum Precision {
    FLOAT32,
    /**
     * The factors of hidden layers are rounded to bfloat16, and their products added up as the device does it. It has the range of 32
     * bits, so that small gradients do not vanish and nothing is scaled (Kalamkar et al. 2019).
     */
    MIXED
}
