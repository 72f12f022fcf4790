"""Containers beside those of the stack, in its network, for as long as a test needs them."""

import contextlib
import subprocess
import uuid
from collections.abc import Iterator


class Container:
    def __init__(self, name: str):
        self.name = name

    def port(self, inside: int) -> int:
        """Where on this machine a published port can be reached."""
        try:
            said = docker("port", self.name, f"{inside}/tcp")
        except AssertionError as failure:
            raise AssertionError(f"{failure}; {self.name} says: {self.logs()}") from None
        return int(said.splitlines()[0].rpartition(":")[2])

    def logs(self) -> str:
        return docker("logs", self.name, with_errors=True)


@contextlib.contextmanager
def container(
    stack, service: str, *words: str, name: str, networks: tuple[str, ...] = (), **environment: str
) -> Iterator[Container]:
    """A second container of one of the stack's services: `words` are options of `docker compose run`, then the command.

    Others in its networks, those of the service and more, reach it by its name. What `environment` says wins over .env.
    """
    name = f"{stack.project}-{name}-{uuid.uuid4().hex[:8]}"
    options = words[: words.index("--")]
    command = words[words.index("--") + 1 :]
    stack.compose("run", "--detach", "--no-deps", "--name", name, *options, service, *command, **environment)
    try:
        for network in networks:
            docker("network", "connect", f"{stack.project}_{network}", name)
        yield Container(name)
    finally:
        # It may say goodbye, so that others do not wait for it.
        docker("stop", "--time", "30", name)
        docker("rm", "--force", name)


def docker(*words: str, with_errors: bool = False) -> str:
    done = subprocess.run(["docker", *words], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout + (done.stderr if with_errors else "")
