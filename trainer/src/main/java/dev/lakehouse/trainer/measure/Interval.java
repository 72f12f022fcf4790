package dev.lakehouse.trainer.measure;

/** A number found from some rows, and where it lies in 95 of 100 cases if other rows of their kind are taken. */
public record Interval(double value, double low, double high) {}
