"""Airflow DAGs, one for each sound pipeline. What is wrong with the others stands in lakehouse_broken_pipelines.py."""

from lakehouse_airflow.pipeline_dag import pipeline_dag
from lakehouse_airflow.pipelines import find_pipelines, pipelines_folder

for pipeline in find_pipelines(pipelines_folder()).sound:
    globals()[f"dag_{pipeline.name}"] = pipeline_dag(pipeline)
