"""Times the same CSV into bronze on a local lake and on one in an object store, in turn, and tells the bytes moved.

AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY say who is asking. The bucket is made, and removed at the end.
"""

import argparse
import multiprocessing
import os
import pathlib
import shutil
import uuid

from pyarrow import fs

import bench

MEBIBYTE = 1 << 20


def opened(endpoint):
    scheme, host = endpoint.split("://")
    return fs.S3FileSystem(
        endpoint_override=host, scheme=scheme, region="us-east-1", allow_bucket_creation=True, allow_bucket_deletion=True
    )


def land_anew(endpoint, bucket, files):
    store = opened(endpoint)
    store.delete_dir_contents(bucket)
    for file in files:
        fs.copy_files(
            str(file), f"{bucket}/landing/vendas/{file.name}", destination_filesystem=store, source_filesystem=fs.LocalFileSystem()
        )


def size(store, folder):
    files = store.get_file_info(fs.FileSelector(folder, recursive=True, allow_not_found=True))
    return sum(file.size or 0 for file in files)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--endpoint", required=True, help="for example http://127.0.0.1:9000")
    parser.add_argument("--rows", type=int, default=20_000_000)
    parser.add_argument("--files", type=int, choices=(1, 100), default=1)
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--memory", default="1GB")
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    parser.add_argument("--data", type=pathlib.Path, default=bench.HERE.parent / "target" / "bench" / "data")
    options = parser.parse_args()
    options.data.mkdir(parents=True, exist_ok=True)
    big = options.data / f"big-{options.rows}.csv"
    parts = [options.data / f"parts-{options.rows}" / f"{part:03}.csv" for part in range(100)]
    changes = options.data / "changes-1000.csv"
    bench.measured(bench.PEER + ["generate", str(options.rows), "1000", str(big), str(parts[0].parent), str(changes)])
    files = [big] if options.files == 1 else parts

    store = opened(options.endpoint)
    bucket = f"bench-{uuid.uuid4()}"
    scratch, home = options.data / "scratch", options.data / "lake"
    os.environ["LAKEHOUSE_S3_ENDPOINT"] = options.endpoint
    os.environ["LAKEHOUSE_SCRATCH"] = str(scratch)
    store.create_dir(bucket)

    def land():
        shutil.rmtree(scratch, ignore_errors=True)
        # In a process of its own, for what it takes of memory would count as that of the processes that are started next.
        landing = multiprocessing.get_context("spawn").Process(target=land_anew, args=(options.endpoint, bucket, files))
        landing.start()
        landing.join()
        if landing.exitcode:
            raise SystemExit("the files could not be landed")

    try:
        (
            bench.Work(f"CSV to bronze: {options.rows:,} rows, {options.files} file(s)")
            .program("object store", land, bench.lake(options, f"s3://{bucket}", "bronze"))
            .program("local", lambda: bench.land(home, files), bench.lake(options, home, "bronze"))
        ).run(options.times)
        down, up = size(store, f"{bucket}/landing"), size(store, f"{bucket}/bronze")
        print(f"  moved: {down / MEBIBYTE:,.0f} MiB from the store, {up / MEBIBYTE:,.0f} MiB to it")
    finally:
        store.delete_dir(bucket)


if __name__ == "__main__":
    main()
