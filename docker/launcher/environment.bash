# shellcheck shell=bash
#
# `./lakehouse init`: writes .env from .env.example, with a random secret for each NAME= that nothing follows. Shell and
# coreutils alone, for macOS' bash 3.2 too. What needs more, as certificates do, is done by the container `prepare`.

# In a shell of its own, for its trap.
init() (
    local env=${LAKEHOUSE_ENV_FILE:-$ROOT/.env} made=$ROOT/.env.example new added
    [[ ! -d $env ]] || fail "$env is a folder, where a file should be. Remove it, then run this again."
    new=$(umask 077 && mktemp "$env.XXXXXX") || fail "Cannot write into the folder of $env. Make it yours first."
    # Whatever stops this, a file of secrets does not stay behind.
    trap 'rm -f "'"$new"'"' EXIT
    if [[ -e $env ]]; then
        fill "$env" >"$new"
        add_missing "$env" >>"$new"
    else
        fill "$made" >"$new"
    fi
    if [[ -e $env ]] && cmp -s "$new" "$env"; then
        chmod 600 "$env"
        say "${env/#"$ROOT/"/} has all secrets already."
    else
        added=$(($(count_values "$new") - $(count_values "$env")))
        mv "$new" "$env"
        say "${env/#"$ROOT/"/} got $added new values. Only you can read it; keep it with your backups."
    fi
)

# Copies a file, with a value for each name that is there without one and is a secret of the example.
fill() {
    local line
    while IFS= read -r line || [[ -n $line ]]; do
        if [[ $line =~ ^([A-Z][A-Z0-9_]*)=[[:space:]]*$ ]] && is_generated "${BASH_REMATCH[1]}"; then
            printf '%s=%s\n' "${BASH_REMATCH[1]}" "$(generate "${BASH_REMATCH[1]}")"
        else
            printf '%s\n' "$line"
        fi
    done <"$1"
}

# Prints a line for each generated name of the example that $1 does not have.
add_missing() {
    local name heading=$'\n# Added by ./lakehouse init\n'
    for name in $(generated_names); do
        grep -q -E "^(export +)?$name=" "$1" && continue
        printf '%s%s=%s\n' "$heading" "$name" "$(generate "$name")"
        heading=
    done
}

generated_names() { sed -n 's/^\([A-Z][A-Z0-9_]*\)=$/\1/p' "$ROOT/.env.example"; }

is_generated() { grep -q "^$1=\$" "$ROOT/.env.example"; }

count_values() { { cat "$1" 2>/dev/null || true; } | grep -c -E '^[A-Z][A-Z0-9_]*=.' || true; }

generate() {
    case $1 in
        LAKEHOUSE_UID) owner_id ;;
        # 32 bytes in the alphabet of URLs, as Fernet wants them.
        AIRFLOW_FERNET_KEY) head -c 32 /dev/urandom | base64 | tr '+/' '-_' ;;
        *_JWT_SECRET | TRINO_SHARED_SECRET) random_letters 64 ;;
        # MinIO takes 8 to 40 characters. Letters and digits need no quoting, in URLs neither.
        *) random_letters 32 ;;
    esac
}

# Containers never run as root.
owner_id() { if ((UID == 0)); then echo 1000; else echo "$UID"; fi; }

# A byte is a letter or digit in one case of four: these are enough, but for a chance in 10^40.
random_letters() {
    head -c "$(($1 * 16))" /dev/urandom | LC_ALL=C tr -dc 'A-Za-z0-9' | cut -c "1-$1"
}
