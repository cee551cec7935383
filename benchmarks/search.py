"""How fast search answers: generated publications in a throw-away SQLite index, one process.

    python benchmarks/search.py [SAMPLE_FOLDER] [--documents 50000] [--keep FOLDER]

``SAMPLE_FOLDER`` holds ``documents.jsonl`` (title, text) and ``queries.jsonl`` (query). Publications are
made of sentences of the sample, shuffled together, so words are as common as in real text. Queries are
those of the sample, phrases cut from the text, and words that stand nearly everywhere. Without a sample
both are made of the words of the shipped dictionary, a few of them much more common than the rest.
Prints milliseconds, first for a process that just started.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import tempfile
import time
import uuid
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from importlib import resources
from pathlib import Path
from typing import Any

COMMON = ["ประกาศ", "ตำบล", "2565", "จังหวัด", "รัฐมนตรี", "การ", "ประเทศไทย", "คณะรัฐมนตรี", "อบ"]


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def sample_of(folder: Path | None) -> tuple[list[dict[str, Any]], list[str]]:
    """Documents and queries, from the folder or made up."""
    if folder:
        return lines(folder / "documents.jsonl"), [line["query"] for line in lines(folder / "queries.jsonl")]
    chance = random.Random(4)
    words = resources.files("prakat.thai").joinpath("data/words.txt").read_text("utf-8").split()
    chance.shuffle(words)
    weights = [1 / (place + 10) for place in range(len(words))]

    def sentence(length: int) -> str:
        return "".join(chance.choices(words, weights, k=length))

    made = [
        {"title": sentence(6), "text": " ".join(sentence(chance.randint(4, 12)) for _ in range(60))}
        for _ in range(300)
    ]
    return made, [document["title"] for document in made[:140]]


def sentences(documents: Sequence[dict[str, Any]]) -> list[str]:
    """Stretches of text between spaces, gathered to at least 30 characters."""
    found: list[str] = []
    for document in documents:
        gathered = ""
        for word in document["text"].split():
            gathered = f"{gathered} {word}".strip()
            if len(gathered) >= 30:
                found.append(gathered)
                gathered = ""
    return found


def texts(documents: Sequence[dict[str, Any]], count: int) -> Iterator[tuple[str, str]]:
    chance = random.Random(1)
    pool = sentences(documents)
    titles = [document["title"] for document in documents]
    for _ in range(count):
        title = f"{chance.choice(titles)[:60]} {chance.choice(pool)[:60]}"
        yield title, "\n".join(" ".join(chance.choices(pool, k=4)) for _ in range(chance.randint(3, 15)))


def queries(asked: Sequence[str], documents: Sequence[dict[str, Any]]) -> list[str]:
    chance = random.Random(2)
    phrases = [chance.choice(documents)["text"].strip()[start : start + 18] for start in range(100)]
    return [*asked, *phrases, *COMMON]


def build(documents: Sequence[dict[str, Any]], count: int) -> float:
    from django.db import transaction
    from tqdm import tqdm

    from prakat.search.actions import index_document, tidy
    from prakat.search.indexing import Findable, Part

    start = time.perf_counter()
    newest = datetime(2026, 1, 1, tzinfo=UTC)
    made = enumerate(texts(documents, count))
    with transaction.atomic():
        for number, (title, text) in tqdm(made, total=count):
            slug = f"p{number}"
            published = newest - timedelta(hours=count - number)
            found = Findable(
                publication=uuid.UUID(int=number + 1),
                path=f"/news/{slug}/",
                slug=slug,
                title=title,
                kind="news",
                unit="palad-office",
                section="news",
                published=published,
                signed=None,
                parts=(Part(text),),
            )
            index_document(found)
    tidy(newest)
    return time.perf_counter() - start


def measure(asked: Sequence[str]) -> str:
    """Milliseconds by the clock, and of processor time, which other programs on the machine disturb less."""
    from prakat.search.queries import search

    clock, processor = [], []
    for query in asked:
        start = time.perf_counter(), time.process_time()
        search(query, limit=10)
        clock.append((time.perf_counter() - start[0]) * 1000)
        processor.append((time.process_time() - start[1]) * 1000)
    return f"clock {summary(clock)}, processor {summary(processor)}"


def summary(times: Sequence[float]) -> str:
    cuts = statistics.quantiles(times, n=100)
    return f"median {cuts[49]:.1f} p95 {cuts[94]:.1f} most {max(times):.1f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sample", type=Path, nargs="?")
    parser.add_argument("--documents", type=int, default=50_000)
    parser.add_argument("--keep", type=Path, help="build the index here and use it again")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="prakat-bench-") as folder:
        os.environ["PRAKAT_DATA"] = str(chosen.keep or folder)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "prakat.config.settings")
        run(chosen.sample, chosen.documents)


def run(sample: Path | None, count: int) -> None:
    import django
    from django.core.management import call_command

    django.setup()
    from prakat.search.models import SearchDocument

    call_command("migrate", "search", verbosity=0)
    documents, questions = sample_of(sample)
    if SearchDocument.objects.count() != count:
        print(f"indexed {count} publications in {build(documents, count):.0f} s")
    asked = queries(questions, documents)
    chance = random.Random(3)
    chance.shuffle(asked)
    half = len(asked) // 2
    print(f"{count} publications, just started: {measure(asked[:half])}")
    print(f"{count} publications, warm:         {measure(asked[half:])}")


if __name__ == "__main__":
    main()
