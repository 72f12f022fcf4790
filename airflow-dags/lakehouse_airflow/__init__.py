"""Makes an Airflow DAG of each pipeline, whose tasks have the ingestion service do the work."""
