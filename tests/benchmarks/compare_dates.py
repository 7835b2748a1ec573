"""`python -m tests.benchmarks.compare_dates GOLD.jsonl...`: claimkit's dates beside other tools'.

A gold line is {"text", "lang", "anchor": day of publication, "dates": [{"span", "value", "alt"?}]};
a sentence without dates is one in which nothing should be found. Every tool gets the anchor as its
today and is asked for the past where a date is open, as a newspaper means it. A tool that is not
installed is left out with a word on how to get it; none of them is needed by claimkit.
"""

import datetime as dt
import json
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.util import find_spec
from itertools import chain, groupby
from pathlib import Path
from typing import Any, NamedTuple

from claimkit.language import language
from claimkit.text import Shadow
from claimkit.times import find_times

Sentence = dict[str, Any]


class Found(NamedTuple):
    """One expression: where it stands and what it means, as in the gold."""

    start: int
    end: int
    value: str


class Answer(NamedTuple):
    """What a tool says of one sentence, and the seconds it took."""

    found: list[Found]
    seconds: float


Tool = Callable[[list[Sentence]], Iterator[Answer]]


# --- the tools ----------------------------------------------------------------------------------


def timed(find: Callable[[Sentence], list[Found]], sentence: Sentence) -> Answer:
    start = time.perf_counter()
    found = find(sentence)
    return Answer(found, time.perf_counter() - start)


def claimkit(sentences: list[Sentence]) -> Iterator[Answer]:
    def find(sentence: Sentence) -> list[Found]:
        day = dt.date.fromisoformat(sentence["anchor"])
        times = find_times(Shadow(sentence["text"]), language(sentence["lang"]), day)
        return [
            Found(one.span.start, one.span.end, one.value or "")
            for one in times
            if one.role == "date"
        ]

    for sentence in sentences:
        yield timed(find, sentence)


def dateparser(sentences: list[Sentence]) -> Iterator[Answer]:
    search_dates = import_module("dateparser.search").search_dates
    date_parser = import_module("dateparser.date").DateDataParser

    def find(sentence: Sentence) -> list[Found]:
        text, languages = sentence["text"], [sentence["lang"]]
        options = {
            "RELATIVE_BASE": dt.datetime.fromisoformat(sentence["anchor"]),
            "PREFER_DATES_FROM": "past",
            "DATE_ORDER": "DMY",
        }
        found, at = [], 0
        for words, when in search_dates(text, languages=languages, settings=options) or ():
            start = max(text.find(words, at), 0)
            at = start + len(words)
            grain = date_parser(languages, settings=options).get_date_data(words).period
            found.append(Found(start, at, of_grain(when, grain)))
        return found

    for sentence in sentences:
        yield timed(find, sentence)


def duckling(sentences: list[Sentence]) -> Iterator[Answer]:
    """In a process of its own: on some sentences it takes the interpreter down with it."""
    ahead = list(sentences)
    while ahead:
        command = [sys.executable, "-m", "tests.benchmarks.compare_dates", "--duckling"]
        asked = "".join(json.dumps(sentence) + "\n" for sentence in ahead)
        answers = subprocess.run(command, input=asked.encode(), capture_output=True, check=False)
        for line in (lines := answers.stdout.decode().splitlines()):
            found, seconds = json.loads(line)
            yield Answer([Found(*one) for one in found], seconds)
        if answers.returncode == 0 and len(lines) == len(ahead):
            return
        print(f"duckling died of: {ahead[len(lines)]['text']}", file=sys.stderr)
        yield Answer([], 0.0)
        ahead = ahead[len(lines) + 1 :]


def duckling_worker() -> None:
    """Answers to the sentences on standard input, one a line, each as soon as it is known."""
    kit = import_module("duckling")
    zones = kit.load_time_zones("/usr/share/zoneinfo")
    asked = kit.parse_dimensions(["time", "duration"])

    def find(sentence: Sentence) -> list[Found]:
        noon = dt.datetime.fromisoformat(sentence["anchor"] + "T12:00+00:00")
        today = kit.parse_ref_time(zones, "UTC", int(noon.timestamp()))
        spoken = kit.parse_lang(sentence["lang"])
        context = kit.Context(today, kit.parse_locale("", kit.default_locale_lang(spoken)))
        results = kit.parse(sentence["text"], context, asked)
        return [Found(one["start"], one["end"], of_duckling(one)) for one in results]

    sentences = map(json.loads, sys.stdin)
    first = next(sentences)
    find(first)  # what it loads on first use is not counted
    for sentence in chain([first], sentences):
        print(json.dumps(timed(find, sentence)), flush=True)


def of_duckling(result: dict[str, Any]) -> str:
    said = result["value"]
    if result["dim"] == "duration":
        return f"P{'T' if said['unit'] in TIMES else ''}{said['value']}{said['unit'][0].upper()}"
    if said["type"] != "interval":
        return of_grain(dt.datetime.fromisoformat(said["value"]), said["grain"])
    first, last = "..", ".."
    if start := said.get("from"):
        first = of_grain(dt.datetime.fromisoformat(start["value"]), start["grain"])
    if end := said.get("to"):  # the first moment behind the interval
        before = dt.datetime.fromisoformat(end["value"]) - dt.timedelta(seconds=1)
        last = of_grain(before, end["grain"])
    return f"{first}/{last}"


TIMES = ("second", "minute", "hour")


def of_grain(when: dt.datetime, grain: str) -> str:
    """The value of a moment that stands for a whole day, week, month, quarter or year."""
    match grain:
        case "year":
            return f"{when:%Y}"
        case "quarter":
            return f"{when.year:04d}-Q{(when.month + 2) // 3}"
        case "month":
            return f"{when:%Y-%m}"
        case "week":
            return "{:04d}-W{:02d}".format(*when.isocalendar())
        case "second" | "minute" | "hour" | "time":
            return f"{when:%Y-%m-%dT%H:%M}"
        case _:
            return f"{when:%Y-%m-%d}"


# --- the score ----------------------------------------------------------------------------------


class Score(NamedTuple):
    """Counts over many sentences; `right` in the same days, `exact` in the same words."""

    gold: int = 0
    found: int = 0
    right: int = 0
    exact: int = 0
    clean: int = 0  # sentences without dates
    hit: int = 0  # those of them in which something was found
    seconds: float = 0.0

    def f1(self, right: int) -> float:
        return 2 * right / ((self.gold + self.found) or 1)


def score(sentences: list[Sentence], answers: Iterator[Answer]) -> Score:
    total = Score()
    for sentence, (found, seconds) in zip(sentences, answers, strict=True):
        gold = sentence["dates"]
        pairs = matched(gold, found)
        loose = [one for at, one in enumerate(found) if at not in {p for _, p in pairs}]
        parts = sum(any(is_part(one, gold[g]) for g, _ in pairs) for one in loose)
        one = Score(
            len(gold), len(found) - parts,
            sum(is_right(found[p], gold[g]) for g, p in pairs),
            sum(found[p].value == gold[g]["value"] for g, p in pairs),
            not gold, bool(found) and not gold, seconds,
        )  # fmt: skip
        total = Score._make(map(sum, zip(total, one, strict=True)))
    return total


def matched(gold: list[dict[str, Any]], found: list[Found]) -> list[tuple[int, int]]:
    """Which expression answers which of the gold, right values and long overlaps first."""
    candidates = sorted(
        (not is_right(one, date), -shared(one, date), g, p)
        for g, date in enumerate(gold)
        for p, one in enumerate(found)
        if shared(one, date) > 0
    )
    pairs: list[tuple[int, int]] = []
    for _, _, g, p in candidates:
        if all(g != other and p != third for other, third in pairs):
            pairs.append((g, p))
    return pairs


def shared(one: Found, date: dict[str, Any]) -> int:
    start, end = map(int, date["span"])
    return min(one.end, end) - max(one.start, start)


def is_part(one: Found, date: dict[str, Any]) -> bool:
    """A second hit inside an expression that says the same again is neither right nor wrong."""
    return shared(one, date) > 0 and is_right(one, date)


def is_right(one: Found, date: dict[str, Any]) -> bool:
    return any(same(one.value, value) for value in (date["value"], *date.get("alt", ())))


def same(value: str, gold: str) -> bool:
    """Whether two values mean the same days; a part of a day, like an evening, is its day."""
    if value == gold:
        return True
    if length(value) or length(gold):
        return length(value) == length(gold)
    if re.search(r"T\d", gold):
        return False
    if "T" in value + gold:
        return value[:10] == gold[:10] and "/" not in value + gold
    return days(value) is not None and days(value) == days(gold)


def length(value: str) -> tuple[int, int] | None:
    """A duration in months and seconds."""
    found = re.fullmatch(r"P(T?)(\d+)([YMWDHS])", value)
    if not found:
        return None
    count, unit = int(found[2]), found[1] + found[3]
    months = {"Y": 12, "M": 1}.get(unit, 0)
    seconds = {"W": 604800, "D": 86400, "TH": 3600, "TM": 60, "TS": 1}.get(unit, 0)
    return count * months, count * seconds


def days(value: str) -> tuple[dt.date, dt.date] | None:
    """The first and the last day of a value."""
    ends = [_days(part) for part in value.split("/")]
    if len(ends) > 2 or ends[0] is None or ends[-1] is None:
        return None
    return ends[0][0], ends[-1][1]


_STRETCH = re.compile(r"(\d{4})(?:-(?:(\d\d)(?:-(\d\d))?|Q(\d)|H(\d)|W(\d\d)))?")


def _days(value: str) -> tuple[dt.date, dt.date] | None:
    if not (found := _STRETCH.fullmatch(value)):
        return None
    year, month, day, quarter, half, week = (int(n) if n else 0 for n in found.groups())
    try:
        if day:
            return (dt.date(year, month, day),) * 2
        if week:
            monday = dt.date.fromisocalendar(year, week, 1)
            return monday, monday + dt.timedelta(6)
        many = 3 if quarter else 6 if half else 1 if month else 12
        first = month or 3 * quarter - 2 if month or quarter else max(6 * half - 5, 1)
        years, behind = divmod(first - 1 + many, 12)
        end = dt.date(year + years, behind + 1, 1) - dt.timedelta(1)
        return dt.date(year, first, 1), end
    except ValueError:
        return None


# --- the table ----------------------------------------------------------------------------------

TOOLS: dict[str, tuple[Tool, str, str]] = {  # the module each needs, and where it comes from
    "claimkit": (claimkit, "claimkit", "claimkit"),
    "dateparser": (dateparser, "dateparser", "dateparser"),
    "duckling": (duckling, "duckling", "pyduckling-native-phihos"),
}


def row(name: str, lang: str, total: Score) -> str:
    right = total.right
    numbers = (right / (total.found or 1), right / (total.gold or 1), total.f1(right))
    marks = " ".join(f"{number:.2f}" for number in (*numbers, total.f1(total.exact)))
    free = f"{total.hit} of {total.clean}"
    return f"{name:<12}{lang:<6}{marks:<24}{free:>12}{total.seconds:>14.0f}"


def main(paths: list[str]) -> None:
    lines = [line for path in paths for line in Path(path).read_text(encoding="utf-8").split("\n")]
    sentences = [json.loads(line) for line in lines if line.strip()]
    sentences.sort(key=lambda sentence: str(sentence["lang"]))
    print(f"{'tool':<12}{'lang':<6}{'P    R    F1   strict':<24}{'free, hit':>12}{'a second':>14}")
    for name, (tool, module, package) in TOOLS.items():
        if find_spec(module) is None:
            print(f"{name:<12}is not installed: pip install {package}")
            continue
        for lang, group in groupby(sentences, key=lambda sentence: str(sentence["lang"])):
            spoken = list(group)
            list(tool(spoken[:3]))  # what a tool loads on first use is not counted
            total = score(spoken, tool(spoken))
            print(row(name, lang, total._replace(seconds=len(spoken) / (total.seconds or 1))))


if __name__ == "__main__":
    if "--duckling" in sys.argv:
        duckling_worker()
    elif sys.argv[1:]:
        main(sys.argv[1:])
    else:
        sys.exit(__doc__)
