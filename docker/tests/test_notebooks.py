"""The notebooks run from top to bottom, in Jupyter's own container, over what the journey left in gold."""


def test_every_notebook_runs(stack):
    said = stack.compose("exec", "--no-TTY", "tensorflow", "python", "notebooks/run.py")
    assert said.count("cells ran") == 3, said
