import re
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimkit.comparison import compare_quotes
from claimkit.export import html
from claimkit.export.beside import beside
from claimkit.export.marks import segments
from claimkit.export.markup import labels
from claimkit.model import Article, Claim, Reading
from claimkit.spans import Span
from tests import hostile, readings

ARTICLE_TEXT = "document.querySelector('.ck-text').textContent"
FOREIGN = "script, img, svg, iframe, object, embed, form, input, link, base, video, template, math"


class TextOf(HTMLParser):
    """The text inside the article's own element, put together again."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.depth, self.text = 0, ""
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.depth or ("class", "ck-text") in attrs:
            self.depth += 1

    def handle_endtag(self, tag: str) -> None:
        self.depth -= bool(self.depth)

    def handle_data(self, data: str) -> None:
        self.text += data if self.depth else ""


speakable = st.text(
    st.one_of(
        st.sampled_from(
            "اب<>&\"'\n\r\u202e\u202c\u200f\ufeff\N{SOFT HYPHEN}\u2028🔴👨\u200d👩\u064b "
        ),
        st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"]),
    )
)


@st.composite
def marked(draw: st.DrawFn) -> Reading:
    """Any text with any claims: over, inside and across one another, in any pieces."""
    text = draw(speakable)
    edge = st.integers(0, len(text))
    span = st.tuples(edge, edge).map(lambda ends: Span(*sorted(ends)))
    pieces = st.lists(span, max_size=3).map(tuple)
    claims = draw(st.lists(st.tuples(pieces, pieces, pieces, pieces), max_size=5))
    made = tuple(Claim(f"c{n}", *parts) for n, parts in enumerate(claims, 1))
    return Reading(Article(text), made, (), ())


@given(marked())
def test_segments_hold_the_whole_text_once_with_exactly_the_marks_of_each_place(
    reading: Reading,
) -> None:
    text, at = reading.article.text, 0
    for segment in segments(reading):
        assert segment.span.start == at < segment.span.end
        at = segment.span.end
        for claim in reading.claims:
            for role in ("content", "source", "cue", "medium"):
                holds = any(span.holds(segment.span) for span in getattr(claim, role) if any(span))
                assert holds == any((role, claim.id) == mark[1:] for mark in segment.marks)
    assert at == len(text)


@given(marked())
def test_the_article_is_written_code_point_by_code_point(reading: Reading) -> None:
    assert TextOf(html.fragment(reading)).text == reading.article.text


def test_claims_that_share_words_are_drawn_on_different_lines() -> None:
    lanes = {m.of: m.lane for s in segments(readings.reading()) for m in s.marks if m.of[0] == "c"}
    assert lanes == {"c1": 0, "c2": 1, "c3": 0}


def test_a_script_survives_as_text() -> None:
    reading = Reading(Article("<script>alert(1)</script>"), (), (), ())
    for written in (html.fragment(reading), html.page([reading])):
        assert "<script" not in written
        assert TextOf(written).text == "<script>alert(1)</script>"


def test_no_control_of_the_article_stands_raw_in_the_page() -> None:
    written = html.page([readings.reading()], [readings.examined()])
    assert not re.search("[\u200e\u200f\u202a-\u202e\u2066-\u2069\u061c\ufeff]", written)
    assert 'data-label="RLO"' in written


def test_the_report_says_what_was_inferred_what_was_found_and_what_did_not_run() -> None:
    written = html.page([readings.reading()], [readings.examined()])
    assert "inferred from the text" in written
    for said in ("date-horizon", "2025 + 1 year = 2026", "not run", "needs a second article"):
        assert said in written


def test_an_article_that_nobody_examined_is_not_called_clean() -> None:
    assert labels("en")["not_examined"] in html.page([readings.reading()])
    assert labels("en")["nothing_found"] not in html.page([readings.reading()])
    clean = readings.Examined((), ())
    assert labels("en")["nothing_found"] in html.page([readings.reading()], [clean])


def test_every_anchor_leads_somewhere_once() -> None:
    both = [readings.reading(), readings.reading()]
    written = html.page(both, [readings.examined(), None])
    ids = re.findall(r' id="([^"]*)"', written)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]*)"', written)) <= set(ids)


def test_the_interface_speaks_arabic_and_english_with_the_same_words() -> None:
    arabic, english = labels("ar"), labels("en")
    assert arabic.keys() == english.keys()
    assert english["words"].keys() <= arabic["words"].keys()
    assert '<html lang="ar" dir="rtl">' in html.page([readings.reading()], ui="ar")
    with pytest.raises(LookupError, match="no interface in 'fr'"):
        labels("fr")


def test_a_deep_nest_and_a_long_article_stay_linear() -> None:
    words = "قال إن " * 20_000
    nest = tuple(Claim(f"c{n}", (Span(n, len(words) - n),), (), ()) for n in range(1, 30))
    apart = tuple(Claim(f"d{n}", (Span(n, n + 3),), (), ()) for n in range(0, len(words) - 9, 70))
    reading = Reading(Article(words), nest + apart, (), ())
    assert sum(1 for _ in segments(reading)) < 10_000


def axe(page: Any) -> list[str]:
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page).response
    return [f"{v['id']}: {[n['html'][:120] for n in v['nodes'][:3]]}" for v in found["violations"]]


@pytest.mark.browser
@pytest.mark.parametrize("ui", ["en", "ar"])
def test_the_report_opens_from_a_file_and_is_accessible(
    watched: Any, save: Any, scheme: str, ui: str
) -> None:
    page = watched(color_scheme=scheme, java_script_enabled=True)
    written = html.page([readings.reading()] * 2, [readings.examined(), None], ui=ui)
    # axe needs to run inside: the policy that forbids scripts is tested by the hostile articles
    page.goto(save(re.sub(r"<meta http-equiv[^>]*>", "", written)))
    assert page.evaluate(ARTICLE_TEXT) == readings.TEXT
    assert axe(page) == []


@pytest.mark.browser
def test_claims_are_linked_from_the_text_to_the_table_and_back(watched: Any, save: Any) -> None:
    page = watched(java_script_enabled=False)
    page.goto(save(html.page([readings.reading()], [readings.examined()])))
    page.locator(".ck-tag", has=page.locator("xpath=self::*[@data-label='c3']")).click()
    page.wait_for_url("**#a1-claim-3")
    page.locator("tr:target a").first.click()
    page.wait_for_url("**#a1-text-3")
    page.locator(".ck-flag").click()
    page.wait_for_url("**#a1-finding-1")


@pytest.mark.browser
def test_the_report_prints(watched: Any, save: Any) -> None:
    page = watched()
    page.goto(save(html.page([readings.reading()], [readings.examined()])))
    assert page.pdf(format="A4", prefer_css_page_size=True).startswith(b"%PDF")
    page.emulate_media(media="print")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.browser
@pytest.mark.parametrize("draw", ["page", "fragment"])
def test_nothing_of_a_hostile_article_is_executed_fetched_or_added(
    watched: Any, save: Any, draw: str
) -> None:
    page = watched()
    for payload in hostile.PAYLOADS:
        reading, examined = hostile.reading(payload), hostile.examined(payload)
        if draw == "page":
            written = html.page([reading], [examined])
        else:  # without the policy of the report: the escapes alone must do
            written = "<!DOCTYPE html><meta charset=utf-8>" + html.fragment(reading, examined)
        page.goto(save(written))
        assert page.locator(FOREIGN).count() == 0, payload
        for attribute in ("onerror", "onfocus", "onmouseover", "style", "src"):
            assert page.locator(f"[{attribute}]").count() == 0, payload
        if not any(char in payload for char in "\x00\x08\x85"):
            assert page.evaluate(ARTICLE_TEXT) == payload


@pytest.mark.parametrize("payload", hostile.PAYLOADS)
def test_two_wordings_side_by_side_execute_nothing(payload: str) -> None:
    shown = beside(
        compare_quotes(f"قال {payload} نعم", f"قال {payload} لا"), heads=(payload, payload)
    )
    markup = re.sub(r"<style>.*?</style>", "", shown, flags=re.S)
    tags = {tag.lower() for tag in re.findall(r"<\s*/?\s*([a-zA-Z!]+)", markup)}
    assert tags <= {"div", "p", "b", "bdi", "mark", "span"}


def test_what_differs_is_marked_on_both_sides_and_what_lacks_has_a_caret() -> None:
    shown = compare_quotes("لن نوقع الاتفاق", "سنوقع الاتفاق")._repr_html_()
    assert shown.count('class="ck-differs"') + shown.count('class="ck-lacks"') >= 2
    assert 'dir="auto"' in shown
    assert "polarity" in shown
