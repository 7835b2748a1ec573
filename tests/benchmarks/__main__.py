"""`make bench`: how fast claimkit reads, how that grows, and what it needs. It asserts nothing.

Speed depends on the machine; the ratio to a plain Aho-Corasick scan of the same text in the same
run hardly does. All times are processor time of one core, the best of several runs.
"""

import gc
import resource
import sys
import time
from collections.abc import Callable
from itertools import islice, pairwise

import ahocorasick_rs

from claimkit.checks import examine
from claimkit.language import language
from claimkit.model import Article, Reading
from claimkit.reading import read
from tests.benchmarks import texts

ARTICLES = 300
LENGTHS = (10_000, 20_000, 40_000)  # of an awkward text, in code points
PATIENCE = 1.0  # seconds; a slower text is not tried any longer


def seconds(work: Callable[[], object], runs: int = 3) -> float:
    """Processor time of the quickest run."""
    best = float("inf")
    for _ in range(runs):
        gc.collect()
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return max(best, 1e-9)


def cue_forms(number: int = 300) -> list[str]:
    """The first so many spellings of cue verbs, as they stand in print."""
    verbs = (verb for family in language("ar").table("cues").values() for verb in family)
    forms = (glued + verb + end for verb in verbs for glued in ("", "و") for end in ("", "ت"))
    return list(islice(forms, number))


def peak_mb() -> float:
    """The most memory that this process has had so far."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def read_and_examine(article: Article) -> Reading:
    reading = read(article)
    for _ in examine(reading):
        pass
    return reading


def speed(news: list[Article]) -> None:
    size = sum(len(article.text.encode()) for article in news) / 1e6
    words = len({word for article in news for word in article.text.split()})
    read_and_examine(news[0])  # the tables of the language are read once
    before = peak_mb()
    automaton = ahocorasick_rs.AhoCorasick(cue_forms())
    scan = seconds(lambda: [automaton.find_matches_as_indexes(a.text) for a in news])
    python = sys.version.split()[0]
    print(f"{len(news)} articles, {size:.1f} MB, {words} distinct words, Python {python}\n")
    print(f"{'':28}{'MB/s':>8}{'articles/s':>12}{'times the scan':>16}")
    for name, work in (
        ("scan for 300 cues", lambda a: automaton.find_matches_as_indexes(a.text)),
        ("read", read),
        ("read + examine", read_and_examine),
    ):
        spent = seconds(lambda work=work: [work(article) for article in news])  # type: ignore[misc]
        print(f"{name:28}{size / spent:8.2f}{len(news) / spent:12.0f}{spent / scan:16.1f}")
    claims = sum(len(read(article).claims) for article in news)
    print(f"\n{claims} claims; memory {before:.0f} MB before, {peak_mb():.0f} MB at the most\n")


def growth(news: list[Article]) -> None:
    print("one article, growing        characters   seconds    times")
    whole, before = "\n".join(article.text for article in news), None
    for length in (2_000, 20_000, 200_000):
        article = Article(whole[:length])
        spent = seconds(lambda article=article: read_and_examine(article))  # type: ignore[misc]
        print(f"{'':28}{length:10}{spent:10.4f}{f'{spent / before:9.1f}' if before else ''}")
        before = spent
    print()


def awkward() -> None:
    print(f"awkward texts, milliseconds {''.join(f'{n:>10}' for n in LENGTHS)}   growth a doubling")
    for name in texts.AWKWARD:
        spent: list[float] = []
        for length in LENGTHS:
            if spent and spent[-1] > PATIENCE:
                break  # what grows too fast is seen by now
            article = Article(texts.awkward(name, length))
            spent.append(seconds(lambda article=article: read_and_examine(article), 2))  # type: ignore[misc]
        columns = "".join(f"{s * 1000:10.1f}" for s in spent).ljust(10 * len(LENGTHS))
        growths = " ".join(f"{later / earlier:5.2f}" for earlier, later in pairwise(spent))
        print(f"{name:28}{columns}   {growths}", flush=True)


if __name__ == "__main__":
    NEWS = [Article(text, str(number)) for number, text in enumerate(texts.articles(ARTICLES))]
    speed(NEWS)
    growth(NEWS)
    awkward()
