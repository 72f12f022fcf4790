package dev.lakehouse.trainer.train;

/**
 * What came of one pass over the training part.
 *
 * @param epoch from 1 on
 * @param step how many there were until its end, from the beginning on
 * @param trainLoss the mean over its rows, each as it was before the network learnt from it
 * @param validationLoss the mean over the validation part after it
 */
public record EpochResult(int epoch, long step, double trainLoss, double validationLoss, double learningRate) {}
