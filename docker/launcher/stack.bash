# shellcheck shell=bash
#
# The commands of the launcher that work with containers. They need Docker with Compose, and no JDK.

readonly WAIT_AT_MOST=900 # seconds, for images are there by then

up() {
    require_compose
    init
    # Images first: a build that fails says why, and nothing is half up then.
    compose build || fail "An image could not be built; the reason is above."
    compose up --detach --wait --wait-timeout "$WAIT_AT_MOST" "$@" || {
        compose ps --all >&2
        fail "Not all services are healthy. What one says: docker compose logs --tail 50 SERVICE"
    }
    print_logins
}

# With --volumes also all data go: tables, databases, every folder that the stack made under volumes/.
down() {
    require_compose
    case ${1:-} in
        "") compose down --remove-orphans ;;
        --volumes)
            [[ ${2:-} == --yes ]] || ask "This deletes all tables, databases and users under $(volumes)."
            compose down --remove-orphans --volumes
            # Files of another owner cannot be removed from here.
            compose run --rm --no-deps prepare remove
            compose down
            ;;
        *) fail "There is no ./lakehouse down $1. Say ./lakehouse down, or ./lakehouse down --volumes." ;;
    esac
}

# A SQL prompt; `./lakehouse trino --execute 'SELECT 1'` answers and ends. It opens as engineer, who reads all and writes
# nothing; --user NAME takes another user.
trino() {
    local user=engineer words=() password
    require_compose
    require_env
    while (($#)); do
        case $1 in
            --user) user=${2:-} && shift ;;
            --user=*) user=${1#*=} ;;
            *) words+=("$1") ;;
        esac
        shift
    done
    case $user in
        admin | service | engineer | steward | analyst) ;;
        *) fail "Trino has no user '$user'. Users are admin, service, engineer, steward and analyst." ;;
    esac
    password=$(value_of "TRINO_$(upper "$user")_PASSWORD")
    [[ -n $(compose ps --quiet --status running trino) ]] || fail "Trino is not running. Start it: ./lakehouse up"
    TRINO_PASSWORD=$password compose run --rm --no-deps --no-TTY="$(no_terminal)" trino-cli \
        --user "$user" --catalog lakehouse ${words[@]+"${words[@]}"}
}

# What is where, and who logs in. With --passwords the passwords too.
logins() {
    require_env
    case ${1:-} in
        "") print_logins ;;
        --passwords) SHOW_PASSWORDS=yes print_logins ;;
        *) fail "There is no ./lakehouse logins $1. Say ./lakehouse logins, or ./lakehouse logins --passwords." ;;
    esac
}

print_logins() {
    local host
    host=$(value_of BIND_ADDRESS 127.0.0.1)
    [[ $host != 0.0.0.0 ]] || host=$(hostname)
    login "Airflow" "http://$host:$(value_of AIRFLOW_PORT 8080)" admin AIRFLOW_ADMIN_PASSWORD
    login "Trino" "https://$host:$(value_of TRINO_PORT 8081)" admin TRINO_ADMIN_PASSWORD
    login "" "" service TRINO_SERVICE_PASSWORD
    login "" "" engineer TRINO_ENGINEER_PASSWORD
    login "" "" steward TRINO_STEWARD_PASSWORD
    login "" "" analyst TRINO_ANALYST_PASSWORD
    login "Service" "http://$host:$(value_of SERVICE_PORT 8090)" "(bearer token)" LAKEHOUSE_TOKEN
    login "Jupyter" "http://$host:$(value_of JUPYTER_PORT 8888)" "(token)" JUPYTER_TOKEN
    login "MinIO console" "http://$host:$(value_of MINIO_CONSOLE_PORT 9001)" lakehouse-admin MINIO_ROOT_PASSWORD
    login "MinIO S3" "http://$host:$(value_of MINIO_PORT 9000)" uploader MINIO_UPLOADER_SECRET
    login "PostgreSQL" "$host:$(value_of POSTGRESQL_PORT 5432)" source SOURCE_DB_PASSWORD
    login "" "" postgres POSTGRES_PASSWORD
    login "Metastore" "thrift://$(value_of METASTORE_BIND_ADDRESS 127.0.0.1):$(value_of METASTORE_PORT 9083)" "" ""
    [[ -n ${SHOW_PASSWORDS:-} ]] || printf '\nPasswords are in .env under these names; ./lakehouse logins --passwords prints them.\n'
    printf "Trino's certificate, for clients to trust: %s/trino-certificate/trino.pem\n" "$(volumes)"
}

# $1 service, $2 where, $3 user, $4 the variable with the password
login() {
    local secret=$4
    [[ -z ${SHOW_PASSWORDS:-} || -z $4 ]] || secret=$(value_of "$4")
    printf '%-14s %-28s %-16s %s\n' "$1" "$2" "$3" "$secret"
}

# --- Docker ----------------------------------------------------------------------------------------------------------

require_compose() {
    local version
    command -v docker >/dev/null ||
        fail "There is no Docker here, and the stack is made of containers. Install Docker Engine or Docker Desktop." \
            "Without it ./lakehouse demo shows the same pipelines in a local folder."
    version=$(docker compose version --short 2>/dev/null) ||
        fail "Docker is here, but not its plugin Compose v2. Install the package docker-compose-plugin" \
            "(Debian calls it docker-compose)."
    [[ ${version#v} != 1.* ]] || fail "Compose is $version here. The stack needs version 2."
    docker info >/dev/null 2>&1 ||
        fail "Docker does not answer. Is it running, and may you use it? Try: docker info"
}

compose() {
    docker compose --project-directory "$ROOT" --file "$ROOT/docker-compose.yml" --env-file "$(env_file)" "$@"
}

env_file() { echo "${LAKEHOUSE_ENV_FILE:-$ROOT/.env}"; }

require_env() {
    [[ -r $(env_file) ]] || fail "There is no $(env_file) yet. ./lakehouse init writes it, ./lakehouse up starts the stack."
}

# The value of a name in .env, or $2 where it has none. The shell's environment wins, as it does for Compose.
value_of() {
    local value=${!1:-}
    [[ -n $value ]] || value=$(sed -n "s/^$1=//p" "$(env_file)" | tail -n 1)
    value=${value%\"} value=${value#\"}
    echo "${value:-${2:-}}"
}

volumes() { value_of LAKEHOUSE_VOLUMES "$ROOT/volumes"; }

upper() { tr '[:lower:]' '[:upper:]' <<<"$1"; }

no_terminal() { if [[ -t 0 && -t 1 ]]; then echo false; else echo true; fi; }

ask() {
    local answer
    [[ -t 0 ]] || fail "$1 Add --yes to say that you mean it."
    read -r -p "$1 Type yes to go on: " answer
    [[ $answer == yes ]] || fail "Nothing was deleted."
}
