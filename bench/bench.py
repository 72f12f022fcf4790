"""Times whole processes in turn, ours and the others', and prints medians, peaks of resident memory and ratios."""

import argparse
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
LAKEHOUSE = HERE.parent / "lakehouse"
PEER = [sys.executable, str(HERE / "peers.py")]


def measured(command):
    """Seconds and peak resident MiB of a command, which has to succeed."""
    start = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.monotonic() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))} failed:\n{output.decode()}")
    return seconds, usage.ru_maxrss / 1024


class Work:
    """One row of the result: the same work done by several programs, each made ready before and timed alone."""

    def __init__(self, name):
        self.name = name
        self.programs = []

    def program(self, name, ready, command):
        self.programs.append((name, ready, command))
        return self

    def run(self, times):
        figures = {name: [] for name, _, _ in self.programs}
        for _ in range(times):
            for name, ready, command in self.programs:
                ready()
                figures[name].append(measured(command))
        ours = statistics.median(seconds for seconds, _ in figures[self.programs[0][0]])
        print(f"\n{self.name}")
        for name, runs in figures.items():
            seconds = sorted(run[0] for run in runs)
            peak = max(run[1] for run in runs)
            median = statistics.median(seconds)
            print(
                f"  {name:<24} median {median:7.2f} s   min {seconds[0]:7.2f}   max {seconds[-1]:7.2f}"
                f"   peak {peak:6.0f} MiB   ours is {ours / median:5.2f} x",
                flush=True,
            )


def lake(options, home, stage):
    return [
        str(LAKEHOUSE), "run", "vendas", "--stage", stage, "--home", str(home),
        "--pipelines", str(HERE / "pipelines"), "--memory", options.memory, "--threads", str(options.threads),
    ]


def fresh(path):
    shutil.rmtree(path, ignore_errors=True)
    path.mkdir(parents=True)


def land(home, files):
    fresh(home)
    landing = home / "landing" / "vendas"
    landing.mkdir(parents=True)
    for file in files:
        os.link(file, landing / file.name)


def ingest(options, data, name, files):
    home, other = data / "lake", data / "peer"
    peer = PEER + ["--threads", str(options.threads), "--memory", options.memory]
    return (
        Work(f"CSV to a table: {name}")
        .program("lakehouse", lambda: land(home, files), lake(options, home, "bronze"))
        .program("DuckDB COPY, tuned", lambda: fresh(other), peer + ["copy", str(other), *map(str, files)])
        .program("delta-rs", lambda: fresh(other), peer + ["delta-rs", str(other), *map(str, files)])
    )


def upsert(options, data, big, changes):
    base, home, other, delta = data / "base", data / "lake", data / "peer", data / "delta"
    land(base, [big])
    for stage in ("bronze", "silver"):
        measured(lake(options, base, stage))
    os.link(changes, base / "landing" / "vendas" / changes.name)
    measured(lake(options, base, "bronze"))
    peer = PEER + ["--threads", str(options.threads), "--memory", options.memory]
    fresh(delta)
    measured(peer + ["delta-rs", str(delta), str(big)])

    def copy_of(source, target):
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(source, target)

    return (
        Work(f"upsert of {options.changes:,} random keys into {options.rows:,} rows")
        .program("lakehouse", lambda: copy_of(base, home), lake(options, home, "silver"))
        .program(
            "DuckDB rewrite, tuned",
            lambda: fresh(other),
            peer + ["rewrite", str(other), str(base / "silver" / "vendas"), str(changes)],
        )
        .program(
            "delta-rs merge", lambda: copy_of(delta, other), peer + ["delta-rs-merge", str(other), str(changes)]
        )
    )


def nothing_new(options, data):
    home = data / "lake"
    return Work("run with nothing new").program("lakehouse", lambda: None, [
        str(LAKEHOUSE), "run", "vendas", "--home", str(home), "--pipelines", str(HERE / "pipelines"),
    ])


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=20_000_000)
    parser.add_argument("--changes", type=int, default=1_000_000)
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--memory", default="1GB")
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    parser.add_argument("--data", type=pathlib.Path, default=HERE.parent / "target" / "bench" / "data")
    options = parser.parse_args()
    options.data.mkdir(parents=True, exist_ok=True)
    big = options.data / f"big-{options.rows}.csv"
    parts = [options.data / f"parts-{options.rows}" / f"{part:03}.csv" for part in range(100)]
    changes = options.data / f"changes-{options.changes}.csv"
    measured(PEER + ["generate", str(options.rows), str(options.changes), str(big), str(parts[0].parent), str(changes)])
    print(f"{options.rows:,} rows, {big.stat().st_size / 1e9:.2f} GB, {options.threads} threads, {options.memory},"
          f" median of {options.times}")
    ingest(options, options.data, "one file", [big]).run(options.times)
    ingest(options, options.data, "100 files", parts).run(options.times)
    upsert(options, options.data, big, changes).run(options.times)
    nothing_new(options, options.data).run(options.times)


if __name__ == "__main__":
    main()
