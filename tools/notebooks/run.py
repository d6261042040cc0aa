"""Runs the notebooks two at a time and reports progress on standard error."""

import asyncio
import json
import os
import sys
import time

from execute import execute

AT_ONCE = 2


def say(text):
    print(text, file=sys.stderr, flush=True)


def earlier_seconds(summary):
    """How long each notebook took the last time, for the estimate."""
    try:
        return {name: entry["seconds"] for name, entry in json.loads(summary.read_text()).items()}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


class Progress:
    def __init__(self, names, earlier):
        self.start = time.monotonic()
        typical = sum(earlier.values()) / len(earlier) if earlier else 1
        self.weights = {name: earlier.get(name, typical) for name in names}
        self.left = set(names)

    def done(self, outcome):
        self.left.discard(outcome.name)
        elapsed = time.monotonic() - self.start
        total = sum(self.weights.values())
        remaining = sum(self.weights[name] for name in self.left)
        estimate = f", about {elapsed * remaining / max(total - remaining, 1e-9):.0f} s left" if self.left else ""
        count = f"{len(self.weights) - len(self.left)}/{len(self.weights)}"
        verdict = "ok" if outcome.ok else "FAILED"
        say(f"[{elapsed:4.0f} s] {count} {outcome.name}: {verdict}, {outcome.cells} cells, {outcome.seconds} s{estimate}")
        if not outcome.ok:
            say(f"{outcome.name}: {outcome.problem}\n")


def prepare(options, names):
    """Folders for this run, without anything an earlier run left."""
    base = options.build / options.profile
    target, results, figures = base / "notebooks", base / "results", base / "figures"
    for folder in (target, results, figures):
        folder.mkdir(parents=True, exist_ok=True)
    for stem in names if options.names else ["*"]:
        for old in [*target.glob(f"{stem}.ipynb"), *results.glob(f"{stem}.json")]:
            old.unlink()
    if not options.names:
        for old in [*figures.glob("*.svg"), *figures.glob("*.csv")]:
            old.unlink()
    os.environ["TWINKIT_FIGURES"] = str(figures.resolve())
    return base / "notebooks.json", target.resolve(), results.resolve()


async def run_each(options, names, target, results, progress):
    places = asyncio.Semaphore(AT_ONCE)
    folder = options.notebooks.resolve()

    async def one(name):
        async with places:
            outcome = await execute(name, folder, target, results, options.timeout)
            progress.done(outcome)
            return outcome

    longest_first = sorted(names, key=lambda name: -progress.weights[name])
    return await asyncio.gather(*(one(name) for name in longest_first))


def entry(outcome):
    """What the comparison reads of a notebook's run."""
    error = {} if outcome.ok else {"error": outcome.problem.splitlines()[0]}
    return {"seconds": outcome.seconds, "cells": outcome.cells, "ok": outcome.ok, **error}


def run_all(options, names):
    summary, target, results = prepare(options, names)
    os.environ["TWINKIT_RESULTS"], os.environ["TWINKIT_PROFILE"] = str(results), options.profile
    progress = Progress(names, earlier_seconds(summary))
    say(f"notebooks: executing {len(names)}, {AT_ONCE} at a time")
    outcomes = asyncio.run(run_each(options, names, target, results, progress))
    kept = json.loads(summary.read_text()) if options.names and summary.is_file() else {}
    kept.update({o.name: entry(o) for o in outcomes})
    part = summary.with_suffix(".part")
    part.write_text(json.dumps(kept, indent=2, sort_keys=True) + "\n")
    part.replace(summary)
    failed = sorted(o.name for o in outcomes if not o.ok)
    if failed:
        say(f"notebooks: {len(failed)} of {len(names)} failed: {', '.join(failed)}")
    return 1 if failed else 0
