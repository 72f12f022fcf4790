"""Images for another processor, x86-64 or arm64, are built here: what is the same on both is made on this one."""

import os
import pathlib
import re
import subprocess

import pytest

FROM = re.compile(r"^FROM (?:--platform=(\S+) )?\S+(?: AS (\S+))?$", re.MULTILINE)
COMPILERS = re.compile(r"\bmvn |\bgo install ")
DOCKERFILES = sorted(pathlib.Path(__file__).parents[1].glob("*/Dockerfile"))


def stages(dockerfile: pathlib.Path) -> list[tuple[str | None, str]]:
    """Each stage's platform, None for that of the image, and its instructions."""
    parts = FROM.split(dockerfile.read_text())[1:]
    return [(parts[i], parts[i + 2]) for i in range(0, len(parts), 3)]


@pytest.mark.parametrize("dockerfile", DOCKERFILES, ids=lambda it: it.parent.name)
def test_maven_and_go_run_on_the_builders_processor_and_nothing_else_does(dockerfile):
    for platform, instructions in stages(dockerfile):
        assert platform == ("$BUILDPLATFORM" if COMPILERS.search(instructions) else None)
    assert stages(dockerfile)[-1][0] is None, "an image is for the processor that was asked for"


def test_the_product_is_built_for_the_other_processor_with_its_own_duckdb(stack):
    """The stage fails unless that processor's library lies beside the jar. Nothing of it runs, so nothing is emulated."""
    here = subprocess.run(["docker", "info", "--format", "{{.Architecture}}"], capture_output=True, text=True, check=True)
    other = "amd64" if here.stdout.strip() == "aarch64" else "arm64"
    done = subprocess.run(
        ["docker", "build", "--quiet", "--platform", f"linux/{other}", "--target", "build",
         "--file", "docker/ingestion-service/Dockerfile", "."],
        capture_output=True, text=True, cwd=stack.root, env=os.environ | {"DOCKER_BUILDKIT": "1"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    subprocess.run(["docker", "image", "rm", done.stdout.strip()], capture_output=True, check=False)
