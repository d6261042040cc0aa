"""Executes one notebook with a kernel of its own and says what is wrong with it."""

import copy
import json
import time
from dataclasses import dataclass

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

LAST_LOOK = "void 0; // a promise that an earlier cell forgot fails here"


@dataclass
class Outcome:
    name: str
    seconds: float
    cells: int
    problem: str | None = None

    @property
    def ok(self):
        return self.problem is None


def is_code(cell):
    return cell.cell_type == "code" and cell.source.strip() != ""


def unfinished(notebook):
    """The first code cell that did not run or that shows an error."""
    for number, cell in enumerate((cell for cell in notebook.cells if is_code(cell)), start=1):
        if cell.get("execution_count") is None:
            return f"code cell {number} did not run:\n{cell.source}"
        error = next((output for output in cell.outputs if output.output_type == "error"), None)
        if error is not None:
            trace = "\n".join(error.traceback)
            return f"code cell {number} failed:\n{cell.source}\n----\n{trace}"
    return None


def results_problem(path):
    if not path.is_file():
        return f"left no results file: it must call twinkit.results('{path.stem}') once"
    try:
        json.loads(path.read_text())
    except ValueError as error:
        return f"left a results file that is not JSON ({path}): {error}"
    return None


def stripped(notebook):
    """A copy without outputs: nothing of an earlier run may pass for one of this run."""
    fresh = copy.deepcopy(notebook)
    for cell in fresh.cells:
        if cell.cell_type == "code":
            cell.outputs = []
            cell.execution_count = None
    return fresh


async def execute(name, folder, target, results, timeout):
    start = time.monotonic()
    try:
        notebook = stripped(nbformat.read(folder / f"{name}.ipynb", as_version=4))
    except (nbformat.reader.NotJSONError, nbformat.ValidationError) as error:
        return Outcome(name, 0.0, 0, f"is no notebook ({folder / name}.ipynb): {str(error)[:200]}")
    cells = sum(map(is_code, notebook.cells))
    notebook.cells.append(nbformat.v4.new_code_cell(LAST_LOOK))
    client = NotebookClient(
        notebook, timeout=timeout, kernel_name="twinkit", resources={"metadata": {"path": str(folder)}}, record_timing=False
    )
    problem = None
    try:
        await client.async_execute()
    except CellExecutionError:
        pass  # the cell carries the error, `unfinished` finds it
    except CellTimeoutError:
        problem = f"a cell took more than {timeout} s"
    except DeadKernelError:
        problem = "the kernel died"
    except RuntimeError as error:  # what jupyter_client raises for a kernel that does not come up
        problem = f"the kernel did not start: {error}"
    problem = "; ".join(filter(None, [problem, unfinished(notebook)]))
    notebook.cells.pop()
    nbformat.write(notebook, target / f"{name}.ipynb")
    problem = problem or results_problem(results / f"{name}.json")
    return Outcome(name, round(time.monotonic() - start, 1), cells, problem)
