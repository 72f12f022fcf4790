"""A table's log as it lies in MinIO."""

import json
import re

COMMIT = re.compile(r"(\d{20})\.json")


class DeltaLog:
    def __init__(self, s3, bucket: str, table: str):
        self.s3 = s3
        self.bucket = bucket
        self.folder = f"{table}/_delta_log/"

    def versions(self) -> list[int]:
        names = (found.object_name.removeprefix(self.folder) for found in self.s3.list_objects(self.bucket, self.folder))
        return sorted(int(match[1]) for match in map(COMMIT.fullmatch, names) if match)

    def engines(self) -> list[str]:
        """By whom each version was written."""
        return [self._engine(version) for version in self.versions()]

    def _engine(self, version: int) -> str:
        with self.s3.get_object(self.bucket, f"{self.folder}{version:020}.json") as answer:
            actions = [json.loads(line) for line in answer.read().splitlines()]
        [info] = [action["commitInfo"] for action in actions if "commitInfo" in action]
        return str(info.get("engineInfo") or info.get("clientVersion") or "?")
