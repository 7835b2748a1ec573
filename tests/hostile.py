"""Articles that want to be more than text: markup, scripts, addresses, controls."""

import dataclasses
import datetime as dt

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
from tests.readings import Examined

PAYLOADS = (
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<img src=http://127.0.0.2:9/beacon.gif>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<iframe src=javascript:alert(1)></iframe>",
    '"><script>alert(1)</script>',
    "'><img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)" autofocus onfocus="alert(1)',
    "' style='background:url(http://127.0.0.2:9/x)",
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "<link rel=stylesheet href=http://127.0.0.2:9/x.css>",
    "<meta http-equiv=refresh content='0;url=http://127.0.0.2:9/'>",
    "<base href=http://127.0.0.2:9/>",
    "<form action=http://127.0.0.2:9/><input autofocus onfocus=alert(1)>",
    "<a href=javascript:alert(1)>x</a>",
    "<details open ontoggle=alert(1)>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<template><script>alert(1)</script></template>",
    "<!--><script>alert(1)</script-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)",
    "${alert(1)} {{alert(1)}} #{alert(1)}",
    "\u202e<script>alert(1)</script>\u202c",
    "<scr\u200bipt>alert(1)</scr\u200bipt>",
    "\ufeff<script>alert(1)</script>",
    "\u2028<script>alert(1)</script>\u2029",
    "＜script＞alert(1)＜/script＞",
    "@import url(http://127.0.0.2:9/x.css);",
    "}*{background:url(http://127.0.0.2:9/x)}",
    "<style>@import 'http://127.0.0.2:9/x.css';</style>",
    "<object data=http://127.0.0.2:9/x></object><embed src=x>",
    "<video src=http://127.0.0.2:9/x onerror=alert(1)></video>",
    "\x00<script>alert(1)</script>\x08\x85",
)


def reading(payload: str) -> Reading:
    """The payload in every field that comes out of an article or a record."""
    all_of_it = (Span(0, len(payload)),)
    claim = Claim(payload, all_of_it, all_of_it, all_of_it, all_of_it, speaker=payload)
    inner = dataclasses.replace(claim, id=payload + "2", parent=payload, speaker=None)
    return Reading(
        Article(payload, payload, payload, None, payload, payload, payload),
        (claim, inner),
        (Source(payload, payload, "person", payload, payload, mentions=all_of_it),),
        (),
        byline=Byline(payload, (payload,)),
    )


def examined(payload: str) -> Examined:
    span = Span(0, len(payload))
    repair = Hypothesis(span, payload, payload)
    finding = Finding(payload, payload, "error", payload, (span,), (payload,), (repair,))
    return Examined((finding,), (CheckRun(payload, payload, "not run", payload),))


def dated(payload: str) -> Reading:
    """The payload as the words of a date and of who spoke on it."""
    day = Period.day(dt.date(2025, 3, 4))
    read = reading(payload)
    time = TimeExpression(Span(0, len(payload)), "day", "2025-03-04", day)
    claims = tuple(dataclasses.replace(claim, said_on=day) for claim in read.claims)
    return dataclasses.replace(read, claims=claims, times=(time,))
