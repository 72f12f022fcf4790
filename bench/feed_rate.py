"""The rows of the trainer's FeedRate through tf.data over pyarrow, in the same batches. Arguments: the table's folder, passes.

Rows of ten numbers, scaled, and two categories as ids come from the same Parquet files, in blocks of 65,536 rows that are mixed within
themselves, which is less than the trainer mixes; tf.data's own shuffle takes row after row, and is slower by far.
"""

import json
import os
import sys
import time
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import tensorflow as tf

BLOCK, BATCH = 65_536, 1024
NUMBERS = [f"n{i}" for i in range(10)]

folder, passes = Path(sys.argv[1]), int(sys.argv[2])


def data_files():
    """Those of the newest version: of all that the log adds, those that it does not remove."""
    files = {}
    for commit in sorted((folder / "_delta_log").glob("*.json")):
        for line in commit.read_text().splitlines():
            action = json.loads(line)
            if "add" in action:
                files[action["add"]["path"]] = True
            if "remove" in action:
                files.pop(action["remove"]["path"], None)
    return [folder / name for name in files]


FILES = data_files()


def blocks(columns):
    for file in FILES:
        yield from pq.ParquetFile(file).iter_batches(BLOCK, columns=columns)


def fit():
    count, total, squares, names = 0, np.zeros(10), np.zeros(10), (set(), set())
    for block in blocks([*NUMBERS, "a", "b"]):
        values = np.stack([block[name].to_numpy(zero_copy_only=False) for name in NUMBERS], 1).astype(np.float64)
        count += len(values)
        total += values.sum(0)
        squares += (values**2).sum(0)
        for known, name in zip(names, ("a", "b")):
            known.update(pc.unique(block[name]).to_pylist())
    mean = total / count
    deviation = np.sqrt(squares / count - mean**2)
    return mean.astype(np.float32), deviation.astype(np.float32), [pa.array(sorted(known)) for known in names]


start = time.perf_counter()
MEAN, DEVIATION, VOCABULARIES = fit()
print(f"python: fitted in {time.perf_counter() - start:.2f} s")


def examples():
    random = np.random.default_rng(1)
    for block in blocks([*NUMBERS, "a", "b", "yes"]):
        order = random.permutation(len(block))
        numbers = np.empty((len(block), 10), np.float32)
        for place, name in enumerate(NUMBERS):
            numbers[:, place] = block[name].to_numpy(zero_copy_only=False)
        numbers = (numbers - MEAN) / DEVIATION
        categories = np.empty((len(block), 2), np.int32)
        for place, (name, vocabulary) in enumerate(zip(("a", "b"), VOCABULARIES)):
            categories[:, place] = pc.index_in(block[name], vocabulary).to_numpy(zero_copy_only=False) + 1
        labels = block["yes"].to_numpy(zero_copy_only=False).astype(np.float32)
        yield numbers[order], categories[order], labels[order]


data = (
    tf.data.Dataset.from_generator(
        examples,
        output_signature=(
            tf.TensorSpec((None, 10), tf.float32),
            tf.TensorSpec((None, 2), tf.int32),
            tf.TensorSpec((None,), tf.float32),
        ),
    )
    .rebatch(BATCH)
    .prefetch(8)
)
for _ in range(passes):
    start, rows, total = time.perf_counter(), 0, 0.0
    for numbers, categories, labels in data:
        rows += len(labels)
        total += float(numbers[0, 0]) + float(categories[0, 0])
    seconds = time.perf_counter() - start
    print(f"python: {rows:,} rows in {seconds:.2f} s: {rows / seconds / 1e6:.2f} million a second ({total:.1f})")
