"""What the benchmarks compare with: DuckDB's COPY under the best options known, and delta-rs."""

import argparse
import glob
import os

TYPES = {
    "id": "BIGINT", "categoria": "VARCHAR", "cidade": "VARCHAR", "quantidade": "INTEGER", "status": "VARCHAR",
    "valor": "DOUBLE", "quando": "TIMESTAMPTZ", "chave": "VARCHAR",
}
TUNED = "format parquet, compression zstd, compression_level 1, dictionary_size_limit 20000"


def duckdb_connection(options):
    import duckdb

    connection = duckdb.connect()
    connection.execute(f"set threads = {options.threads}")
    connection.execute(f"set memory_limit = '{options.memory}'")
    connection.execute("set TimeZone = 'UTC'")
    return connection


def read_csv(files):
    return (
        f"read_csv({list(files)}, header = true, auto_detect = false, delim = ',', quote = '\"', escape = '\"',"
        f" columns = {TYPES})"
    )


def copy(options):
    target = os.path.join(options.target, "copy.parquet")
    duckdb_connection(options).execute(f"copy (from {read_csv(options.files)}) to '{target}' ({TUNED})")


def rewrite(options):
    """The least that an upsert which touches every file can do: join and write again."""
    table, changes = options.files
    files = sorted(glob.glob(os.path.join(table, "*.parquet")))
    columns = ", ".join(TYPES)
    connection = duckdb_connection(options)
    connection.execute(f"create table changes as from {read_csv([changes])}")
    connection.execute(
        f"copy (select {columns} from read_parquet({files}) t anti join changes using (id)"
        f" union all select {columns} from changes) to '{options.target}'"
        f" ({TUNED}, file_size_bytes '128MB', overwrite_or_ignore true)"
    )


def arrow_batches(files):
    import pyarrow
    import pyarrow.csv
    import pyarrow.dataset

    types = {
        "VARCHAR": pyarrow.string(), "BIGINT": pyarrow.int64(), "INTEGER": pyarrow.int32(), "DOUBLE": pyarrow.float64(),
        "TIMESTAMPTZ": pyarrow.timestamp("us"),
    }
    convert = pyarrow.csv.ConvertOptions(
        column_types={name: types[kind] for name, kind in TYPES.items()}, timestamp_parsers=["%Y-%m-%d %H:%M:%S"]
    )
    schema = pyarrow.schema([(name, types[kind]) for name, kind in TYPES.items()])
    source = pyarrow.dataset.dataset(
        list(files), schema=schema, format=pyarrow.dataset.CsvFileFormat(convert_options=convert)
    )
    columns = {name: pyarrow.dataset.field(name) for name in TYPES}
    columns["quando"] = columns["quando"].cast(pyarrow.timestamp("us", "UTC"))
    return source.scanner(columns=columns, batch_size=131_072).to_reader()


def delta_rs(options):
    import deltalake

    deltalake.write_deltalake(options.target, arrow_batches(options.files))


def delta_rs_merge(options):
    import deltalake

    (
        deltalake.DeltaTable(options.target)
        .merge(arrow_batches(options.files), "t.id = s.id", source_alias="s", target_alias="t")
        .when_matched_update_all()
        .when_not_matched_insert_all()
        .execute()
    )


def generate(options):
    import duckdb

    rows, changes = int(options.files[0]), int(options.files[1])
    big, parts, changed = options.files[2:]
    row = (
        "select i as id, 'cat' || (i % 37) as categoria, 'cidade ' || ((i * 31) % 1000) as cidade,"
        " ((i * 7919) % 100000)::integer as quantidade, ['novo', 'pago', 'enviado'][1 + i % 3] as status,"
        " ((i * 104729) % 100000) / 100.0 as valor,"
        " strftime(timestamp '2024-01-01' + to_seconds(i), '%Y-%m-%d %H:%M:%S') as quando, md5(i::varchar) as chave"
    )
    if not os.path.exists(big):
        duckdb.execute(f"copy ({row} from range({rows}) r(i)) to '{big}' (header)")
    if not os.path.exists(parts):
        os.makedirs(parts)
        for part in range(100):
            first, last = part * rows // 100, (part + 1) * rows // 100
            duckdb.execute(f"copy ({row} from range({first}, {last}) r(i)) to '{parts}/{part:03}.csv' (header)")
    if not os.path.exists(changed):
        duckdb.execute(
            f"copy (select id, 'cat1' as categoria, 'nova' as cidade, 1 as quantidade, 'corrigido' as status,"
            f" 9.99 as valor, '2030-01-01 00:00:00' as quando, md5(id::varchar) as chave from"
            f" (select distinct (hash(i) % {rows})::bigint as id from range({changes} * 2) r(i) limit {changes}))"
            f" to '{changed}' (header)"
        )


def main():
    works = {"copy": copy, "rewrite": rewrite, "delta-rs": delta_rs, "delta-rs-merge": delta_rs_merge}
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    parser.add_argument("--memory", default="1GB")
    parser.add_argument("work", choices=[*works, "generate"])
    parser.add_argument("target", nargs="?")
    parser.add_argument("files", nargs="*")
    options = parser.parse_args()
    if options.work == "generate":
        options.files = [options.target, *options.files]
        generate(options)
    else:
        works[options.work](options)


if __name__ == "__main__":
    main()
