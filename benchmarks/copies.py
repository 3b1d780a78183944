"""How well copies are found, and how fast: `python -m benchmarks.copies [--data ../shared/data]`.

Texts of ECB+ train are printed again by rule: whole with another head and a few words changed, cut, and inside a longer
text. Reports of one happening in their own words are no copies. Candidates by fingerprints, as shipped, stand beside
MinHash with banding (rensa, if it is installed) on the same runs of words, both confirmed by containment.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations
from pathlib import Path
from random import Random

from sayso.linking.copies import RUN_WORDS, CopyFinder, containment, runs_of, word_codes
from sayso.linking.weights import weights
from sayso.model import Extraction

SEED = 3
PERMUTATIONS, BANDS = 128, 64
MINHASH_AT = 0.3
LEAST_CHARACTERS = 400
Pair = frozenset[str]


def main() -> None:
    """Read the options, print again, find, compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    options = parser.parse_args()
    lines = (options.data / "ecbplus" / "train.jsonl").read_text("utf-8").splitlines()
    texts = {row["id"]: row["text"] for row in map(json.loads, lines) if len(row["text"]) >= LEAST_CHARACTERS}
    reports = dict(printed_again(texts, Random(SEED)))
    own_words = {frozenset(pair) for pair in combinations(texts, 2)}
    finders: dict[str, Callable[[dict[str, str]], set[Pair]]] = {"fingerprints": by_fingerprints, "minhash": by_minhash}
    for name, find in finders.items():
        started = time.process_time()
        try:
            found = find(reports)
        except ImportError:
            print(f"{name:13} not installed")
            continue
        seconds = time.process_time() - started
        shares = "  ".join(f"{kind} {share:.3f}" for kind, share in recall(found, reports))
        between = len(found & own_words)
        print(f"{name:13} recall: {shares}  pairs among the originals {between}  {len(reports) / seconds:.0f} texts/s")


def printed_again(texts: dict[str, str], random: Random) -> Iterator[tuple[str, str]]:
    """The texts, and of each a whole, a cut and an embedded copy."""
    ids = sorted(texts)
    for one in ids:
        words = texts[one].split()
        changed = [random.choice(words) if random.random() < 0.03 else word for word in words]
        other = texts[random.choice(ids)].split()
        yield one, texts[one]
        yield f"{one}/whole", "From our wire services: " + " ".join(changed)
        yield f"{one}/cut", " ".join(words[: int(len(words) * random.uniform(0.4, 0.8))])
        yield f"{one}/embedded", " ".join(other[: len(words)] + changed + other[len(words) :])


def recall(found: set[Pair], reports: Iterable[str]) -> Iterator[tuple[str, float]]:
    """For each kind of copy the share of which the original was found."""
    made = [report.split("/") for report in reports if "/" in report]
    for kind in ("whole", "cut", "embedded"):
        wanted = [frozenset((one, f"{one}/{kind}")) for one, k in made if k == kind]
        yield kind, sum(pair in found for pair in wanted) / len(wanted)


def by_fingerprints(reports: dict[str, str]) -> set[Pair]:
    """Pairs as `sayso.linking` finds them."""
    texts = [Extraction(one, one, text, "benchmark", "1") for one, text in reports.items()]
    return {frozenset((pair.inner, pair.outer)) for pair in CopyFinder().add(texts)}


def by_minhash(reports: dict[str, str]) -> set[Pair]:
    """Pairs with a common band of MinHash signatures, confirmed by containment. Raises ImportError without rensa."""
    from rensa import RMinHash, RMinHashLSH

    runs = {one: runs_of(word_codes(text), RUN_WORDS) for one, text in reports.items()}
    index, names, signatures = RMinHashLSH(MINHASH_AT, PERMUTATIONS, BANDS), sorted(runs), []
    for number, one in enumerate(names):
        signature = RMinHash(PERMUTATIONS, SEED)
        signature.update([str(run) for run in runs[one].tolist()])
        signatures.append(signature)
        index.insert(number, signature)
    candidates = {
        frozenset((names[number], names[other]))
        for number, signature in enumerate(signatures)
        for other in index.query(signature)
        if other != number
    }
    return {pair for pair in candidates if _is_copy(*sorted(pair), runs)}


def _is_copy(one: str, other: str, runs: dict[str, Sequence[int]]) -> bool:
    import numpy as np

    return containment(np.unique(runs[one]), np.unique(runs[other])) >= weights().thresholds["copy_containment"]


if __name__ == "__main__":
    main()
