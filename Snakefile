"""The runs of a profile as a graph: train → evaluate → summarise. `make train PROFILE=std` calls it.

Which runs there are is said in one place, src/experiment/training/plan.ts. A job is one run; it has its own folder, goes
on from its checkpoint, and gives the same bytes wherever and in whatever order it runs. A run is done when its run.json
is there: that file is written last and whole.
"""

import glob
import json
import subprocess

TWINKIT = "node dist/src/cli.js"
PROFILE = config.get("profile", "quick")
PROTOCOL = config.get("protocol", "zeroShot")
SEEDS = ["--seeds", str(config["seeds"])] if "seeds" in config else []  # more, or fewer, than the profile has
PLAN = json.loads(
    subprocess.check_output([*TWINKIT.split(), "runs", "--profile", PROFILE, "--protocol", PROTOCOL, *SEEDS, "--json"])
)
RUNS = PLAN["runs"]
LOGS = f"build/{PROFILE}/logs"
MEMORY_MB = 2500 if PROFILE in ("std", "paper") else 1000  # a job's; a run of std peaks at 1.1 GB, one of quick at 0.6

PARTS = ("variant", "axis", "algorithm", "seed")
unknown = [name for name in config if name not in ("profile", "protocol", "seeds", *PARTS)]
if unknown:
    raise WorkflowError(f"{', '.join(unknown)}: not known; a graph takes protocol=, seeds=, {', '.join(f'{name}=' for name in PARTS)}")
wanted = {name: str(config[name]) for name in PARTS if name in config}
whole = not wanted and PROTOCOL == "zeroShot"
CHOSEN = {
    run["id"]: run for run in PLAN["planned"] if all(str(run.get(name)) == value for name, value in wanted.items())
}
if not CHOSEN:
    raise WorkflowError(f"{PROFILE} has no run with {wanted}; `{TWINKIT} runs --profile {PROFILE}` lists them")


wildcard_constraints:
    id=r"[^/]+/[^/]+/\d+",


rule all:
    input:
        expand(RUNS + "/{id}/evaluation.json", id=CHOSEN),
        f"{RUNS}/{PROFILE}/references.json" if whole else [],
        f"build/{PROFILE}/summary.txt" if whole else [],


rule train:
    output:
        RUNS + "/{id}/run.json",
    params:
        run=lambda wildcards: CHOSEN[wildcards.id],
    log:
        LOGS + "/{id}.train.txt",
    threads: 1
    resources:
        mem_mb=MEMORY_MB,
    shell:
        TWINKIT + f" train --profile {PROFILE} {' '.join(SEEDS)}"
        " --variant {params.run[variant]} --algorithm {params.run[algorithm]} --seed {params.run[seed]}"
        " --evaluate 0 --out " + RUNS + "/{wildcards.id} 2> {log}"


rule evaluate:
    input:
        ancient(RUNS + "/{id}/run.json"),
    output:
        RUNS + "/{id}/evaluation.json",
    log:
        LOGS + "/{id}.evaluate.txt",
    threads: 1
    resources:
        mem_mb=MEMORY_MB,
    shell:
        TWINKIT + " points --run " + RUNS + "/{wildcards.id} 2> {log}"


rule references:
    input:
        glob.glob("data/tuned/*.json"),  # weights of reference policies
    output:
        f"{RUNS}/{PROFILE}/references.json",
    log:
        LOGS + "/references.txt",
    threads: 1
    resources:
        mem_mb=MEMORY_MB,
    shell:
        TWINKIT + f" points --references --profile {PROFILE}" + " 2> {log}"


rule summarise:
    input:
        expand(RUNS + "/{id}/evaluation.json", id=CHOSEN),
    output:
        f"build/{PROFILE}/summary.txt",
    log:
        LOGS + "/summarise.txt",
    threads: 1
    resources:
        mem_mb=MEMORY_MB,
    shell:
        TWINKIT + f" summarise --profile {PROFILE}" + " > {output}.part 2> {log} && mv {output}.part {output}"
