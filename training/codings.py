"""Codings of our own: `python -m training.codings RESOLVED… ` writes them without the words of the texts.

A coding of a real report is kept stand-off: data set, id, the stretch of the text that was read, and the claims as
offsets into that stretch. `coded_reports` puts text and claims together again from ../shared/data. Invented
reports are ours and are kept with their text.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from training.data import rows

HERE = Path(__file__).parent
CODINGS, INVENTED = HERE / "codings", HERE / "invented"
INVENTED_SET = "invented"
UNSEEN = "unseen"
"""Marks a coding that runs with a fold leave out; none of its text is in the other tasks of those runs."""


def main() -> None:
    """Read the options and write the codings."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("resolved", type=Path, nargs="+", help="JSONL: claims format with set, id, start, end")
    options = parser.parse_args()
    for path in options.resolved:
        write_codings(path)


def write_codings(resolved: Path) -> None:
    """Keep one file of codings: real reports stand-off, invented ones with their text."""
    documents = list(rows(resolved))
    _write(CODINGS / resolved.name, [standoff(d) for d in documents if not _is_invented(d)])
    _write(INVENTED / resolved.name, [_whole(d) for d in documents if _is_invented(d)])


def standoff(document: dict[str, Any]) -> dict[str, Any]:
    """A coded report without any words of its text."""
    kept = {key: document[key] for key in ("set", "id", "start", "end", "published")}
    kept |= {UNSEEN: True} if document.get(UNSEEN) else {}
    return {**kept, "claims": [_without_words(claim) for claim in document["claims"]]}


def coded_reports(data: Path, codings: Path = CODINGS, invented: Path = INVENTED) -> Iterator[dict[str, Any]]:
    """All codings as documents in the claims format, texts taken from the train parts of the data sets."""
    wanted = defaultdict(list)
    for coding in _all_rows(codings):
        wanted[coding["set"]].append(coding)
    for name, found in sorted(wanted.items()):
        texts = {row["id"]: row["text"] for row in rows(data / name / "train.jsonl")}
        for coding in found:
            text = texts[coding["id"]][coding["start"] : coding["end"]]
            yield {**coding, "id": f"{name}/{coding['id']}", "origin": name, "text": text}
    yield from _all_rows(invented)


def _all_rows(folder: Path) -> Iterator[dict[str, Any]]:
    for path in sorted(folder.glob("*.jsonl")):
        yield from rows(path)


def _is_invented(document: dict[str, Any]) -> bool:
    return document.get("set", INVENTED_SET) == INVENTED_SET


def _whole(document: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": f"{INVENTED_SET}/{document['id']}",
        "origin": INVENTED_SET,
        "published": document.get("published"),
        "text": document["text"],
        "claims": document["claims"],
    }


def _without_words(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_words(inner) for key, inner in value.items() if key != "text"}
    return [_without_words(inner) for inner in value] if isinstance(value, list) else value


def _write(path: Path, documents: Iterable[dict[str, Any]]) -> None:
    lines = [json.dumps(d, ensure_ascii=False) + "\n" for d in documents]
    if lines:
        path.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
