# shellcheck shell=bash
#
# `./lakehouse train`, `models` and `predict`: the module trainer/, on the product's own jar. Only those who type one of them
# download TensorFlow and wait for the build.
#
# Heard from the environment, besides what the launcher hears:
#   LAKEHOUSE_GPU   set to build with TensorFlow for NVIDIA's GPUs (500 MB), which needs CUDA 12 on LD_LIBRARY_PATH

start_trainer() {
    local more
    TRAINER=$ROOT/trainer/target
    TRAINER_STAMP=$TRAINER/trainer.sources${LAKEHOUSE_GPU:+.gpu}
    # For its archive, too: building the trainer looks at the product as well.
    prepare_jvm "$1"
    if [[ -z ${LAKEHOUSE_NO_BUILD:-} ]]; then
        prepare_files
        prepare_trainer
    fi
    read -r -a more <<<"$(native_access) ${LAKEHOUSE_JAVA_OPTS:-}"
    # TensorFlow reads both before anything else runs. The second makes sums on a GPU come out the same each time.
    export TF_CPP_MIN_LOG_LEVEL=${TF_CPP_MIN_LOG_LEVEL:-2} TF_DETERMINISTIC_OPS=1
    exec "$JDK/bin/java" -Xmx1g -XX:-UsePerfData -Dfile.encoding=UTF-8 -Djava.awt.headless=true \
        -Dlakehouse.root="$ROOT" -Dlakehouse.command="$0" -Dorg.bytedeco.javacpp.cachedir="$TRAINER/natives" \
        ${more[@]+"${more[@]}"} -cp "$TRAINER/trainer.jar:$TRAINER/lib/*:$JAR" dev.lakehouse.trainer.Main "$@"
}

native_access() {
    ((JAVA_FEATURE < 24)) || echo --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow
}

prepare_trainer() {
    trainer_is_stale || return 0
    lock
    ! trainer_is_stale || build_trainer
    unlock
}

trainer_is_stale() {
    [[ ! -e $TRAINER_STAMP || ! -e $TRAINER/trainer.jar ||
        $(list_trainer_sources ! -newer "$TRAINER_STAMP") != "$(<"$TRAINER_STAMP")" ]]
}

list_trainer_sources() {
    find "$ROOT/trainer/pom.xml" "$ROOT/trainer/src/main" "$@"
    list_sources "$@"
}

build_trainer() {
    local log=$TRAINER/trainer.build.log
    require_maven
    say "Building the trainer. The first time TensorFlow is downloaded for it (200 MB), and unpacked (0.7 GB)."
    mkdir -p "$TRAINER"
    rm -rf "${TRAINER:?}/lib" "$TRAINER/trainer.jar" "$TRAINER"/trainer.sources*
    list_trainer_sources >"$TRAINER/new.sources"
    if ! maven --batch-mode --no-transfer-progress -Dstyle.color=never -Dquick -Dtrainer ${LAKEHOUSE_GPU:+-Dgpu} \
        --projects trainer --also-make package >"$log" 2>&1; then
        tail -n 40 "$log" >&2
        fail "The build failed. All that Maven said is in $log"
    fi
    mv "$TRAINER/new.sources" "$TRAINER_STAMP"
}
