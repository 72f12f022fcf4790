"""The network of the trainer's StepRate in Python's TensorFlow: steps a second from batches in memory. Arguments: rows, steps."""

import os
import sys
import time

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
import numpy as np
import tensorflow as tf

tf.config.threading.set_intra_op_parallelism_threads(int(os.environ.get("THREADS", "1")))
tf.config.threading.set_inter_op_parallelism_threads(1)
tf.random.set_seed(1)

rows, steps = int(sys.argv[1]), int(sys.argv[2])
random = np.random.default_rng(1)
batches = []
for _ in range(16):
    numbers = random.uniform(-1, 1, (rows, 10)).astype(np.float32)
    batches.append((
        numbers,
        random.integers(0, 1000, rows, np.int32),
        random.integers(0, 50, rows, np.int32),
        (numbers[:, 0] > 0).astype(np.float32),
    ))

large = tf.Variable(tf.random.uniform((1000, 16), -0.06, 0.06))
small = tf.Variable(tf.random.uniform((50, 8), -0.09, 0.09))
widths = [34, 128, 64, 1]
kernels = [tf.Variable(tf.keras.initializers.GlorotUniform(i)((a, b))) for i, (a, b) in enumerate(zip(widths, widths[1:]))]
biases = [tf.Variable(tf.zeros(width)) for width in widths[1:]]
variables = [large, small, *kernels, *biases]
adam = tf.keras.optimizers.Adam(1e-3)


@tf.function
def step(numbers, first, second, labels):
    with tf.GradientTape() as tape:
        values = tf.concat([numbers, tf.gather(large, first), tf.gather(small, second)], 1)
        for layer, (kernel, bias) in enumerate(zip(kernels, biases)):
            values = tf.matmul(values, kernel) + bias
            if layer < 2:
                values = tf.nn.relu(values)
        loss = tf.reduce_mean(tf.nn.sigmoid_cross_entropy_with_logits(labels=labels, logits=values[:, 0]))
    adam.apply_gradients(zip(tape.gradient(loss, variables), variables))
    return loss


def run(count):
    loss = None
    for number in range(count):
        loss = step(*[tf.constant(part) for part in batches[number % 16]])
    return float(loss)


run(steps // 5)
for _ in range(3):
    start = time.perf_counter()
    loss = run(steps)
    seconds = time.perf_counter() - start
    print(f"python {rows} rows: {steps / seconds:.0f} steps/s, {steps * rows / seconds:.0f} rows/s, loss {loss:.4f}")
