#!/usr/bin/env bash
# Under the name and with the folder of upstream's image. JUPYTER_TOKEN in the environment is what a browser has to know.
exec jupyter lab --ip=0.0.0.0 --port=8888 --no-browser --ServerApp.root_dir=/home/jovyan/work "$@"
