"""Clock times: الساعة 3 مساءً, 3 p.m.: kept as a time of a day, never taken for a date."""

from __future__ import annotations

from claimkit.times.said import Said
from claimkit.times.tokens import Run


def clock(run: Run, at: int) -> tuple[Said, int] | None:
    """The clock time that begins here, and the token behind it."""
    marked = run[at].kind == "oclock"
    first = at + marked
    hour = run[first]
    if (
        hour.kind not in ("digits", "ordinal", "number")
        or not 0 <= hour.value <= 24
        or hour.gap not in ("", ",", "،", "(", "-")
    ):
        return None
    minutes, stop = 0, first + 1
    behind = run[stop]
    colon = behind.kind == "digits" and behind.gap == ":" and behind.tight
    if colon and behind.end - behind.start == 2 and behind.value < 60:
        minutes, stop = behind.value, stop + 1
    word = run.text[run[stop].start : run[stop].end]
    meridian = run.words.meridian.get(word) if not run[stop].gap else None
    if (
        meridian is None
        and not (marked and hour.kind != "number" and not run.words.policy["capitals"])
        and not (marked and colon)
    ):
        return None
    stop += meridian is not None
    value = (hour.value + (meridian or 0)) % 24 if hour.value < 12 else hour.value % 24
    if meridian == 0 and hour.value == 12:
        value = 0
    text = f"{value:02d}:{minutes:02d}"
    return Said("clock", run[at].start, run[stop - 1].end, clock=text), stop
