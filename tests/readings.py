"""An invented article, read by hand: a relayed claim, one in two pieces, an emoji, a control."""

import datetime as dt
from dataclasses import dataclass

from claimkit.model import (
    Article,
    Byline,
    CheckRun,
    Claim,
    Finding,
    Hypothesis,
    Period,
    Reading,
    Source,
    TimeExpression,
)
from claimkit.spans import Span

TEXT = (
    "وكالة الواحة - متابعات\n"
    "قال وزير المياه سالم الحداد 🔴، في مؤتمر صحفي يوم الثلاثاء (4 آذار 2025)، إن السد الجديد "
    '"سيُفتتح في الربيع"، وفق ما نقلت صحيفة النهر & الوادي <عن> مكتبه.\n'
    '"لن نتأخر يوماً واحداً"، أضاف الحداد، "ولو نقص التمويل \u202eحتى\u202c عام 2031".'
)


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


_TUESDAY = Period.day(dt.date(2025, 3, 4))


@dataclass(frozen=True)
class Examined:
    findings: tuple[Finding, ...]
    runs: tuple[CheckRun, ...]


def reading() -> Reading:
    told = Span(at("قال وزير").start, at("في الربيع").end)
    claims = (
        Claim("c1", (told,), (at("صحيفة النهر & الوادي"),), (at("وفق ما نقلت"),), speaker="s2"),
        Claim(
            "c2",
            (Span(at("السد الجديد").start, told.end),),
            (at("وزير المياه سالم الحداد"),),
            (at("قال"),),
            (at("مؤتمر صحفي"),),
            "mixed",
            parent="c1",
            speaker="s1",
            said_on=_TUESDAY,
        ),
        Claim(
            "c3",
            (at("لن نتأخر يوماً واحداً"), at("ولو نقص التمويل \u202eحتى\u202c عام 2031")),
            (Span(at("أضاف الحداد").start + 5, at("أضاف الحداد").end),),
            (at("أضاف"),),
            kind="direct",
            speaker="s1",
            said_on=Period(None, dt.date(2025, 3, 6)),
        ),
    )
    sources = (
        Source("s1", "سالم الحداد", "person", "وزير المياه", mentions=(at("سالم الحداد"),)),
        Source("s2", "صحيفة النهر & الوادي", "outlet", mentions=(at("صحيفة النهر"),)),
    )
    times = (
        TimeExpression(at("يوم الثلاثاء (4 آذار 2025)"), "day", "2025-03-04", _TUESDAY, weekday=1),
        TimeExpression(
            at("عام 2031"), "year", "2031", Period(dt.date(2031, 1, 1), dt.date(2032, 1, 1))
        ),
    )
    return Reading(
        Article(TEXT, "dam.txt", publisher="وكالة الواحة", title="السد <الجديد>"),
        claims,
        sources,
        times,
        byline=Byline("وكالة الواحة", ("النهر",)),
        published=dt.date(2025, 3, 5),
        published_span=at("(4 آذار 2025)"),
    )


def examined() -> Examined:
    repair = Hypothesis(at("عام 2031"), "عام 2026", "2025 + 1 year = 2026")
    finding = Finding(
        "dam.txt",
        "date-horizon",
        "error",
        "spring 2025 is not after 2031 <b>",
        (at("في الربيع"), at("عام 2031")),
        ("c2", "c3"),
        (repair,),
    )
    return Examined(
        (finding,),
        (
            CheckRun("dam.txt", "date-horizon", "ran"),
            CheckRun("dam.txt", "quote-drift", "not run", "needs a second article"),
        ),
    )
