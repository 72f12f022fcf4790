"""The notebooks run from top to bottom, in Jupyter's own container, over what the journey left in gold.

The one on models wants a shop with a history: test_z_models.py runs it.
"""

NOTEBOOKS = ("1-gold-through-trino", "2-gold-from-minio-with-time-travel", "3-quarantine")


def test_every_notebook_runs(stack):
    names = [f"notebooks/{name}.ipynb" for name in NOTEBOOKS]
    said = stack.compose("exec", "--no-TTY", "tensorflow", "python", "notebooks/run.py", *names)
    assert said.count("cells ran") == 3, said
