"""Holds no Airflow DAG: it fails to import while a pipeline is broken, so that Airflow shows what is wrong with it.

An import error of the file that makes the DAGs would stop all of them, for Airflow starts no DAG of such a file.
"""

from lakehouse_airflow.pipelines import find_pipelines, pipelines_folder


class PipelinesAreBroken(Exception):
    """There are no DAGs of these pipelines; all others run."""


broken = find_pipelines(pipelines_folder()).broken
if broken:
    raise PipelinesAreBroken("\n".join(["No DAG could be made of these:", *broken]))
