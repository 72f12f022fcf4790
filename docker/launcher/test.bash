# shellcheck shell=bash
#
# `./lakehouse test --stack`: a stack of its own beside any that runs already, with its own name, secrets, free ports and
# folder of state. Tests look at it from outside. At the end all of it is removed, however the end comes.
#
# Heard from the environment:
#   LAKEHOUSE_KEEP_STACK   set to leave it running, to look at what a test saw

run_stack_tests() {
    local python outcome=0
    require_compose
    python=$(stack_python)
    STACK=$ROOT/target/stack-$$
    mkdir -p "$STACK/volumes"
    export COMPOSE_PROJECT_NAME=lakehouse-test-$$ LAKEHOUSE_ENV_FILE=$STACK/.env LAKEHOUSE_VOLUMES=$STACK/volumes
    trap remove_stack EXIT
    trap 'exit 130' INT TERM
    init
    free_ports "$python" >>"$LAKEHOUSE_ENV_FILE"
    up
    # A certificate authority that the environment names would be asked instead of Trino's own certificate.
    env -u REQUESTS_CA_BUNDLE -u CURL_CA_BUNDLE LAKEHOUSE_ROOT="$ROOT" "$python" -m pytest "$ROOT/docker/tests" "$@" ||
        outcome=$?
    ((outcome == 0)) || keep_logs
    exit "$outcome"
}

# Python with what the tests import, made once.
stack_python() {
    local home=$ROOT/target/stack-python wanted=$ROOT/docker/tests/requirements.txt
    if ! cmp -s "$wanted" "$home/requirements.txt"; then
        command -v python3 >/dev/null || fail "The tests of the stack are in Python. Install python3 with its module venv."
        mkdir -p "$ROOT/target"
        python3 -m venv --clear "$home" >&2
        "$home/bin/python" -m pip install --quiet --disable-pip-version-check --requirement "$wanted" >&2
        cp "$wanted" "$home/requirements.txt"
    fi
    echo "$home/bin/python"
}

# Ports that nobody has now. All are held open until the last is known, or one might come twice.
free_ports() {
    "$1" - <<'PYTHON'
import socket

names = "MINIO MINIO_CONSOLE POSTGRESQL METASTORE TRINO AIRFLOW SERVICE JUPYTER".split()
sockets = [socket.create_server(("127.0.0.1", 0)) for _ in names]
for name, opened in zip(names, sockets):
    print(f"{name}_PORT={opened.getsockname()[1]}")
PYTHON
}

keep_logs() {
    compose ps --all >"$ROOT/target/stack.log" 2>&1
    compose logs --no-color --timestamps >>"$ROOT/target/stack.log" 2>&1
    say "What all containers said is in target/stack.log"
}

remove_stack() {
    if [[ -n ${LAKEHOUSE_KEEP_STACK:-} ]]; then
        say "It still runs, as $COMPOSE_PROJECT_NAME. To remove it:" \
            "LAKEHOUSE_ENV_FILE=$LAKEHOUSE_ENV_FILE LAKEHOUSE_VOLUMES=$LAKEHOUSE_VOLUMES" \
            "COMPOSE_PROJECT_NAME=$COMPOSE_PROJECT_NAME ./lakehouse down --volumes --yes"
        return
    fi
    down --volumes --yes >/dev/null 2>&1 || say "Could not remove all of $COMPOSE_PROJECT_NAME. See: docker ps --all"
    rm -rf "$STACK"
}
