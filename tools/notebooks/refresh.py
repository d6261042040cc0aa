"""Writes the outputs of the last run into the committed notebooks, so normalised that a second run changes no byte."""

import shutil
import sys

import nbformat
from execute import unfinished

KERNEL = {"display_name": "twinkit (TypeScript)", "language": "typescript", "name": "twinkit"}
LANGUAGE = {"name": "typescript", "file_extension": ".ts", "mimetype": "text/typescript"}


def normal_outputs(outputs):
    """Without progress on standard error; neighbouring pieces of standard output in one."""
    kept = []
    for output in outputs:
        if output.output_type == "stream":
            if output.name == "stderr":
                continue
            if kept and kept[-1].output_type == "stream":
                kept[-1].text += output.text
                continue
        output.pop("transient", None)
        kept.append(output)
    return kept


def normalise(notebook):
    count = 0
    for number, cell in enumerate(notebook.cells, start=1):
        cell.id = f"cell-{number:02d}"
        if cell.cell_type != "code":
            continue
        cell.metadata.pop("execution", None)
        cell.outputs = normal_outputs(cell.outputs)
        if cell.get("execution_count") is not None:
            count += 1
            cell.execution_count = count
    notebook.metadata = nbformat.from_dict({"kernelspec": KERNEL, "language_info": LANGUAGE})
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    return notebook


def refresh(options, names):
    executed = options.build / options.profile / "notebooks"
    whole = {}
    for name in names:
        source, path = options.notebooks / f"{name}.ipynb", executed / f"{name}.ipynb"
        if not path.is_file():
            sys.exit(f"notebooks: {path} is missing: say `make reproduce PROFILE={options.profile}` first")
        notebook, committed = nbformat.read(path, as_version=4), nbformat.read(source, as_version=4)
        if [cell.source for cell in notebook.cells] != [cell.source for cell in committed.cells]:
            sys.exit(f"notebooks: {source} was edited after it was executed: say `make reproduce PROFILE={options.profile}` first")
        problem = unfinished(notebook)
        if problem:
            sys.exit(f"notebooks: {name}: {problem}")
        whole[source] = normalise(notebook)
    for source, notebook in whole.items():
        part = source.with_suffix(".part")
        nbformat.write(notebook, part)
        part.replace(source)
    drawn = publish_figures(options)
    print(f"notebooks: wrote the outputs of {len(names)} and {drawn} figures", file=sys.stderr)
    return 0


def publish_figures(options):
    """Makes `figures` hold what the run drew, with its numbers, and nothing of older runs. Returns how many pictures."""
    folder = options.figures
    made = options.build / options.profile / "figures"
    drawn = sorted(made.glob("*.svg"))
    if not drawn:
        return 0
    folder.mkdir(exist_ok=True)
    if not options.names:
        for old in [*folder.glob("*.svg"), *folder.glob("*.csv")]:
            if not (made / old.name).is_file():
                old.unlink()
    for file in [*drawn, *sorted(made.glob("*.csv"))]:
        shutil.copyfile(file, folder / file.name)
    return len(drawn)
