"""Expected values of the statistics: writes statistics.json beside itself.

By SciPy, statsmodels and NumPy where they have the quantity; the percentile intervals of the bootstrap come from all n^n
resamples of n units instead of a random ten thousand.

    pip install scipy==1.17.1 statsmodels==0.15.0
    python3 data/golden/statistics-oracle.py
"""

import itertools
import json
import os

import numpy
import scipy
import statsmodels
from scipy import stats
from statsmodels.stats.multitest import multipletests

A = [16.38, 16.42, 15.91, 16.77, 16.03]
B = [15.48, 16.11, 15.27, 16.92, 14.86]
NEGATIVE = [-11.2, -9.7, -12.4, -10.1, -13.3]
TIES = [1.0, 2.0, 2.0, 3.0, 5.0, 5.0, 5.0, 8.0]
OTHER = [2.0, 1.0, 4.0, 4.0, 3.0, 7.0, 5.0, 9.0]
P = [0.011, 0.04, 0.0004, 0.3, 0.02, 0.02]
GROUPS = [[[1.0, 4.0], [2.0, 2.5], [7.0, 3.0]], [[0.5, 6.0], [9.0, 2.0], [3.0, 3.5], [1.5, 8.0]]]


def percentile_interval(strata, statistic):
    """Interval over every way to draw each stratum with replacement, all equally likely within it."""
    draws = [list(itertools.product(units, repeat=len(units))) for units in strata]
    values = numpy.array([statistic(drawn) for drawn in itertools.product(*draws)])
    return [float(numpy.quantile(values, q)) for q in (0.025, 0.975)]


def ratio(pairs):
    a, b = numpy.array(pairs).T
    return (a - b).mean() / abs(b.mean())


def delta_interval(a, b):
    """Student's interval of mean(a - b)/|mean(b)| by the covariance of the two means."""
    a, b = numpy.array(a), numpy.array(b)
    n, size = len(a), abs(b.mean())
    effect = (a - b).mean() / size
    gradient = numpy.array([1 / size, -a.mean() * numpy.sign(b.mean()) / b.mean() ** 2])
    error = numpy.sqrt(gradient @ (numpy.cov(a, b) / n) @ gradient)
    half = stats.t.ppf(0.975, n - 1) * error
    return [float(effect - half), float(effect + half)]


def pooled_trimmed_mean(groups):
    return stats.trim_mean(numpy.concatenate([numpy.ravel(group) for group in groups]), 0.25)


differences = [a - b for a, b in zip(A, B)]
pairs = list(zip(A, B))
negative_pairs = list(zip(B, NEGATIVE))
test = stats.ttest_rel(A, B)
interval = test.confidence_interval(0.95)
golden = {
    "source": "data/golden/statistics-oracle.py",
    "versions": {
        "numpy": numpy.__version__,
        "scipy": scipy.__version__,
        "statsmodels": statsmodels.__version__,
    },
    "samples": {"a": A, "b": B, "negative": NEGATIVE, "ties": TIES, "other": OTHER, "p": P, "groups": GROUPS},
    "interquartileMean": {
        name: float(stats.trim_mean(values, 0.25)) for name, values in [("a", A), ("ties", TIES), ("other", OTHER)]
    },
    "quantile": [[q, float(numpy.quantile(TIES, q))] for q in (0, 0.025, 0.3, 0.5, 0.9, 1)],
    "spearman": float(stats.spearmanr(TIES, OTHER).statistic),
    "slope": float(stats.linregress(TIES, OTHER).slope),
    "pairedDifference": {
        "mean": float(numpy.mean(differences)),
        "percentile": percentile_interval([differences], lambda drawn: numpy.mean(drawn[0])),
        "student": [float(interval.low), float(interval.high)],
        "p": float(test.pvalue),
    },
    "relativeDifference": {
        name: {
            "effect": float(ratio(sample)),
            "percentile": percentile_interval([sample], lambda drawn: ratio(drawn[0])),
            "student": delta_interval(*zip(*sample)),
        }
        for name, sample in [("a over b", pairs), ("b over negative", negative_pairs)]
    },
    "stratified": {
        "interquartileMean": float(pooled_trimmed_mean(GROUPS)),
        "percentile": percentile_interval(GROUPS, pooled_trimmed_mean),
    },
    "probabilityOfImprovement": {
        name: float(stats.mannwhitneyu(x, y).statistic / (len(x) * len(y)))
        for name, x, y in [("a over b", A, B), ("ties over other", TIES, OTHER)]
    },
    "holm": [float(p) for p in multipletests(P, method="holm")[1]],
    "tail": [[t, degrees, float(stats.t.sf(t, degrees))] for t, degrees in [(0, 4), (1, 1), (2.5, 4), (3.1, 7), (6, 19)]],
}

if __name__ == "__main__":
    file = os.path.join(os.path.dirname(os.path.abspath(__file__)), "statistics.json")
    with open(file, "w") as out:
        json.dump(golden, out, indent=1)
        out.write("\n")
