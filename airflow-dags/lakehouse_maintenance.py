"""The Airflow DAG that looks after all tables of the lake, on a schedule of its own."""

from lakehouse_airflow.maintenance_dag import maintenance_dag
from lakehouse_airflow.pipelines import find_pipelines, pipelines_folder

dag = maintenance_dag(find_pipelines(pipelines_folder()).sound)
