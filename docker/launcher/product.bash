# shellcheck shell=bash
#
# Commands of the product that look at the stack. Where that is set up they need no JDK: they run in the service's image.

# Whether `provision` and `catalog` are about the stack of this folder: nobody said otherwise, and it has its secrets.
concerns_stack() {
    local word
    [[ -z ${LAKEHOUSE_S3_ENDPOINT:-}${LAKEHOUSE_TRINO_URL:-} && -r $(env_file) ]] || return 1
    for word in "$@"; do
        case $word in --home | --home=* | --config | --config=*) return 1 ;; esac
    done
    command -v docker >/dev/null
}

# In the container of the service that has the settings and secrets for it.
in_stack() {
    local service=ingestion-service server=trino
    [[ $1 != provision ]] || service=provision server=minio
    require_compose
    [[ -n $(compose ps --quiet --status running "$server") ]] ||
        fail "The stack's $server is not running. Start it: ./lakehouse up"
    # The service works on its own scratch space meanwhile.
    compose run --rm --no-deps --no-TTY="$(no_terminal)" --env LAKEHOUSE_SCRATCH=/tmp/scratch "$service" "$@"
}

# --- The doctor ------------------------------------------------------------------------------------------------------

# Whether this machine can run it without installing anything.
has_what_doctor_needs() {
    [[ -z ${LAKEHOUSE_IN_CONTAINER:-} ]] && find_jdk && { [[ -e $JAR ]] || command -v mvn >/dev/null; }
}

# In a shell of its own, for its trap. The container has the network of this machine and this user's rights. It cannot ask
# Docker: what it would ask is asked here, before, and read there by `docker-as-asked`.
doctor_in_container() (
    local image=lakehouse-ingestion-service options=() name answers
    require_compose
    cd "$ROOT" || exit
    [[ ! -r $(env_file) ]] || image=$(value_of SERVICE_IMAGE "$image")
    require_image "$image"
    answers=$(umask 077 && mktemp -d)
    trap 'rm -rf "'"$answers"'"' EXIT
    ask_docker "$answers"
    for name in $(compgen -e | grep -E '^(LAKEHOUSE_|AWS_|BIND_ADDRESS$|.*_PORT$)'); do
        options+=(--env "$name")
    done
    for name in "$(dirname "$(env_file)")" "$([[ ! -r $(env_file) ]] || volumes)" "$OLDPWD"; do
        [[ ! -d $name || $name == / || $name/ == "$ROOT"/* ]] || options+=(--volume "$name:$name")
    done
    [[ $(no_terminal) == true ]] || options+=(--tty)
    docker run --rm --network host --user "$UID:$(id -g)" --cap-drop ALL --security-opt no-new-privileges \
        --volume "$ROOT:$ROOT" --workdir "$OLDPWD" --env HOME=/tmp \
        --volume "$answers:/run/answers:ro" --volume "$ROOT/docker/launcher/docker-as-asked:/usr/local/bin/docker:ro" \
        ${options[@]+"${options[@]}"} --entrypoint java "$image" -Xmx256m -XX:+UseSerialGC -Dfile.encoding=UTF-8 \
        -Dlakehouse.root="$ROOT" -Dlakehouse.command=./lakehouse -jar /opt/lakehouse/lakehouse.jar doctor "$@"
)

# The stack's first start builds it too, but that wants the secrets, which need not be there yet.
require_image() {
    ! docker image inspect "$1" >/dev/null 2>&1 || return 0
    [[ $1 == lakehouse-ingestion-service ]] || return 0
    mkdir -p "$ROOT/target"
    say "There is no JDK here, so the doctor needs the service's image, as the stack does. Building it takes some minutes."
    DOCKER_BUILDKIT=1 docker build --tag "$1" --build-arg "OWNER_ID=$(owner_id)" \
        --file docker/ingestion-service/Dockerfile . >"$ROOT/target/doctor.build.log" 2>&1 || {
        tail -n 20 "$ROOT/target/doctor.build.log" >&2
        fail "The image could not be built. All that Docker said is in target/doctor.build.log"
    }
}

# $1 is the folder for what it says.
ask_docker() {
    local image
    keep_answer "$1" version --format '{{.Server.Version}}'
    keep_answer "$1" info --format '{{.MemTotal}}'
    keep_answer "$1" info --format '{{.DockerRootDir}}'
    keep_answer "$1" compose version
    keep_answer "$1" compose version --short
    keep_answer "$1" compose ps --all --format json
    keep_images "$1" compose config --format json
    for image in $(docker compose config --images 2>/dev/null); do
        keep_answer "$1" image inspect --format '{{.Id}}' "$image"
    done
}

# In the folder $1, under a name that the other words make, which `docker-as-asked` makes too.
keep_answer() {
    local folder=$1 file code=0
    shift
    file=$folder/${*//[^A-Za-z0-9.-]/_}
    docker "$@" >"$file.out" 2>"$file.err" || code=$?
    echo "$code" >"$file.code"
}

# As keep_answer, of an answer that has every password in it: no more than services and their images ever reaches the disk,
# where it would stay if this process were killed.
keep_images() {
    local folder=$1 file code=0
    shift
    file=$folder/${*//[^A-Za-z0-9.-]/_}
    docker compose config 2>"$file.err" | images_alone >"$file.out" || code=$?
    echo "$code" >"$file.code"
}

# Of Compose's YAML, in which a service is indented by two and its image by four, the same as JSON.
images_alone() {
    awk '
        /^[^ ]/ { inside = ($1 == "services:") }
        inside && /^  [^ ]/ { service = $1; gsub(/[":]/, "", service) }
        inside && /^    image: / {
            image = $2
            gsub(/["\047\\]/, "", image)
            answer = answer (answer == "" ? "" : ", ") "\"" service "\": {\"image\": \"" image "\"}"
        }
        END { print "{\"services\": {" answer "}}" }'
}
