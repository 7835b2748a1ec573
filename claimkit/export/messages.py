"""What a check says, in the language of the interface; the record keeps what the check wrote."""

from __future__ import annotations

import calendar
import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

_SHORT = [name for name in calendar.month_abbr if name]
_LONG = [name for name in calendar.month_name if name]
_PLACES = {
    "day": rf"\d{{1,2}} (?:{'|'.join(_SHORT)}) \d{{4}}",
    "weekday": "|".join(calendar.day_name),
    "month": "|".join((*_LONG, *_SHORT)),
    "count": r"\d+ [a-z]+",
    "n": r"\d+",
    "text": r".+?",
}
_PLACE = re.compile(r"\{(\w+)\}")


def told(message: str, ui: str) -> str:
    """The sentence in the language of the interface; as it is, where nothing is known for it.

    >>> told("10 Mar 2025 + 3 weeks = 31 Mar 2025, but the deadline is 30 Jun 2025", "ar")
    '10 آذار/مارس 2025 + 3 أسابيع = 31 آذار/مارس 2025، والأجل 30 حزيران/يونيو 2025'
    """
    for pattern, places, sentence in _sentences(ui):
        if found := pattern.fullmatch(message):
            words = _words(ui)
            values = (_value(v, p, words) for v, p in zip(found.groups(), places, strict=True))
            return sentence.format(*values)
    return message


@cache
def _words(ui: str) -> Mapping[str, Any]:
    return dict(tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8")).get(ui, {}))


@cache
def _sentences(ui: str) -> tuple[tuple[re.Pattern[str], tuple[str, ...], str], ...]:
    return tuple(
        (_pattern(written), tuple(_PLACE.findall(written)), sentence)
        for written, sentence in _words(ui).get("sentences", {}).items()
    )


def _pattern(written: str) -> re.Pattern[str]:
    parts = _PLACE.split(written)  # text, place, text, place, text
    read = (f"({_PLACES[p]})" if n % 2 else re.escape(p) for n, p in enumerate(parts))
    return re.compile("".join(read), re.S)


def _value(value: str, place: str, words: Mapping[str, Any]) -> str:
    if place == "weekday":
        return str(words["weekdays"][list(calendar.day_name).index(value)])
    if place == "month":
        names = _LONG if value in _LONG else _SHORT
        return str(words["months"][names.index(value)])
    if place == "day" or (place == "text" and re.fullmatch(_PLACES["day"], value)):
        day, month, year = value.split()
        return f"{day} {words['months'][_SHORT.index(month)]} {year}"
    return _counted(value, words["units"]) if place == "count" else value


def _counted(value: str, units: Mapping[str, list[str]]) -> str:
    number, unit = value.split()
    one, two, few, many = units.get(unit.removesuffix("s"), (value, value, unit, unit))
    match int(number):
        case 1:
            return one
        case 2:
            return two
        case 0 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10:
            return f"{number} {few}"
    return f"{number} {many}"
