"""The Explorer as a person has it: in Voila, JupyterLab and Notebook 7, clicked through."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import nbformat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimkit.ledger import Ledger
from claimkit.model import Article
from claimkit.reading import read
from claimkit.widgets.keys import Keys
from claimkit.widgets.picture import Picture
from claimkit.widgets.view import ReadingView
from tests import hostile, servers
from tests.test_html import ARTICLE_TEXT, FOREIGN
from tests.test_widgets import STUB

pytestmark = pytest.mark.browser

SAID = "\u2068لن نخلي"  # the cell begins with it; who relays it says more
TEXTS = {
    "dam": "قال الوزير سامي العلي إن السد آمن. ونقلت وكالة النهر عن المحافظ نادر الصباغ قوله: "
    "«لن نخلي أي حي في المدينة».",
    "road": "قال المحافظ نادر الصباغ: «سوف نخلي أي حي في المدينة».",
    "long": " ".join(f"وأكد الوزير سامي العلي أن الجسر رقم {n} آمن." for n in range(1, 12)),
}


@pytest.fixture
def kept(tmp_path: Path) -> str:
    """The file of a ledger of three articles."""
    ledger = Ledger(str(tmp_path / "claims.db"))
    ledger.add(
        read(Article(text, name, published=dt.date(2026, 3, 3))) for name, text in TEXTS.items()
    )
    return str(tmp_path / "claims.db")


def rows(page: Any) -> Any:
    return page.locator(".ck-claims tbody tr")


def walk_through(page: Any) -> None:
    """Filter, select, review: what every host must let a person do."""
    from playwright.sync_api import expect

    expect(rows(page)).to_have_count(8, timeout=60_000)
    page.get_by_label("Kind").select_option("direct")
    expect(rows(page)).to_have_count(2)
    rows(page).filter(has_text=SAID).click()
    expect(page.locator(".ck-told[role=status]")).to_contain_text("وكالة النهر › نادر الصباغ")
    expect(page.locator(".ck-differs").first).to_be_visible()  # beside the other paper's wording
    expect(page.locator(".ck-text .ck-selected").first).to_be_visible()
    page.get_by_label("Note", exact=True).fill("سمعناه")
    page.get_by_role("button", name="Half true").click()
    expect(page.locator(".ck-reviews")).to_contain_text("سمعناه")
    expect(rows(page).filter(has_text=SAID)).to_contain_text("Half true")
    page.get_by_role("button", name="Clear filters").click()
    expect(rows(page)).to_have_count(8)


def test_in_voila_select_filter_review_reload(browser: Any, kept: str) -> None:
    from playwright.sync_api import expect

    with servers.app("--db", kept, "--reviewer", "noura") as address:
        with servers.alone(browser, address) as page:
            walk_through(page)
        with servers.alone(browser, address) as page:  # another kernel
            expect(rows(page).filter(has_text=SAID)).to_contain_text("Half true", timeout=60_000)
    (judged,) = Ledger(kept).claims(verdict="half-true")
    (review,) = Ledger(kept).reviews(judged.id)
    assert (review.reviewer, review.note) == ("noura", "سمعناه")


@pytest.mark.parametrize("which", ["jupyterlab", "notebook"])
def test_in_a_notebook_select_filter_review_restart(
    browser: Any, kept: str, tmp_path: Path, which: str
) -> None:
    from playwright.sync_api import TimeoutError as Late
    from playwright.sync_api import expect

    folder = tmp_path / "notebooks"
    folder.mkdir()
    code = f"""from claimkit import Ledger
from claimkit.widgets import Explorer
Explorer(Ledger({kept!r}, actor="noura"))"""
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    made = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(code)], metadata={"kernelspec": kernel}
    )
    nbformat.write(made, folder / "x.ipynb")

    def run(page: Any) -> None:
        page.locator(".jp-Notebook .jp-CodeCell").wait_for(timeout=60_000)
        for _ in range(6):  # what is asked before the kernel is there is sometimes lost
            page.get_by_role("menuitem", name="Run", exact=True).click()
            page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
            try:
                rows(page).first.wait_for(timeout=10_000)
                return
            except Late:
                continue

    with servers.jupyter(folder, which) as address:
        with servers.notebook(browser, address, "x.ipynb", which) as page:
            run(page)
            walk_through(page)
            # Keys only work where they are wanted, and never reach the notebook then.
            page.get_by_role("button", name="Keyboard").click()
            expect(page.locator(".ck-claims")).to_be_focused()  # the kernel has heard of it
            chosen = page.locator(".ck-told[role=status] .ck-said")
            before = chosen.inner_text()
            page.keyboard.press("j")
            expect(chosen).not_to_have_text(before)
            page.keyboard.press("2")
            expect(page.locator(".ck-reviews")).to_contain_text("Mostly true")
            page.keyboard.press("u")
            expect(page.locator(".ck-reviews")).to_contain_text("taken back")
            page.keyboard.press("n")
            page.keyboard.type("jjj2")
            expect(page.get_by_label("Note", exact=True)).to_have_value("jjj2")
        with servers.notebook(browser, address, "x.ipynb", which) as page:
            run(page)
            expect(rows(page).filter(has_text=SAID)).to_contain_text("Half true", timeout=60_000)


@pytest.mark.parametrize("ui", ["en", "ar"])
def test_the_explorer_is_accessible_in_every_pane(
    browser: Any, kept: str, ui: str, scheme: str
) -> None:
    from axe_playwright_python.sync_playwright import Axe
    from playwright.sync_api import expect

    look = {"color_scheme": scheme, "viewport": {"width": 1250, "height": 1500}}
    served = servers.app("--db", kept, "--ui", ui, "--theme", scheme)
    with served as address, servers.alone(browser, address, **look) as page:
        expect(rows(page)).to_have_count(8, timeout=60_000)
        ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert (ground == "rgb(255, 255, 255)") == (scheme == "light")
        rows(page).filter(has_text=SAID).click()
        expect(page.locator(".ck-told[role=status]")).to_contain_text("وكالة النهر")
        for pane, shown in enumerate((".ck-view", *2 * (".ck-picture svg",), ".ck-card")):
            page.locator(".widget-toggle-buttons button").nth(pane).click()
            expect(page.locator(f"{shown} >> visible=true").first).to_be_visible()
            found = Axe().run(page, context=".ck-explorer").response["violations"]
            told = [(v["id"], v["nodes"][0]["html"][:160]) for v in found]
            assert told == [], pane


def stub(page: Any, widget: Any, state: dict[str, Any], around: str = "") -> Any:
    import base64

    html = STUB.format(
        variables="", light="true", css=getattr(widget, "_css", ""),
        esm=base64.b64encode(widget._esm.encode()).decode(),
        state=json.dumps(state).replace("<", "\\u003c"),
    )  # fmt: skip
    page.set_content(html.replace('<div id="el"></div>', around or '<div id="el"></div>'))
    page.wait_for_function("window.ready")
    return page


SVG = """<svg xmlns="http://www.w3.org/2000/svg" width="90" height="40"><rect aria-label="0|النهر"
width="20" height="20"/><rect aria-label="1|الغد" x="40" width="20" height="20"/>
<text aria-label="0|النهر" y="35">x</text></svg>"""


def test_a_mark_of_a_picture_tells_its_number_and_is_lit(watched: Any) -> None:
    page = stub(watched(), Picture(), {"svg": SVG, "chosen": [1]})
    assert page.get_by_role("button").count() == 2
    assert page.get_by_role("button", name="الغد").get_attribute("aria-pressed") == "true"
    page.get_by_role("button", name="النهر").click()
    assert page.evaluate("window.sent") == {"mark": 0}
    page.evaluate("window.model.set('chosen', [0])")
    assert page.locator(".ck-lit").count() == 2  # the box and its name
    page.get_by_role("button", name="الغد").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("window.sent") == {"mark": 1}


def test_a_picture_brings_nothing_but_shapes_and_words(watched: Any) -> None:
    page = watched()
    for payload in hostile.PAYLOADS:
        svg = f'<svg xmlns="http://www.w3.org/2000/svg"><g>{payload}</g></svg>'
        stub(page, Picture(), {"svg": svg, "chosen": []})
        assert page.locator("#el").locator(FOREIGN.replace(" svg,", "")).count() == 0, payload


def test_keys_are_heard_only_if_wanted_and_never_while_typing(watched: Any) -> None:
    around = """<div class="ck-explorer"><div class="ck-claims">x</div>
    <div class="ck-note"><textarea aria-label="note"></textarea></div><div id="el"></div></div>"""
    state = {"wanted": False, "heard": Keys({"j": lambda: None}).heard}
    page = stub(watched(), Keys({}), state, around)
    page.locator(".ck-claims").evaluate("node => { node.tabIndex = -1; node.focus(); }")
    page.keyboard.press("j")
    assert page.evaluate("window.sent") is None
    page.evaluate("window.model.set('wanted', true)")
    page.locator(".ck-claims").focus()
    page.keyboard.press("j")
    assert page.evaluate("window.sent") == {"key": "j"}
    page.keyboard.press("n")
    page.keyboard.type("jn")
    assert page.locator("textarea").input_value() == "jn"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.className") == "ck-claims"


# What makes offsets of two languages differ, what a page would swallow, and what it would obey.
ODD = st.sampled_from([
    "\U0001f1ee\U0001f1f6", "\U0001f468\u200d\U0001f469\u200d\U0001f467", "e\u0301",
    "\u202e", "\u2067", "\u2069", "\u200f", "\ufeff", "\u00ad", "<b>", "</p>", "&amp;",
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "\n", "\n\n", "  ", "\t",
    "قال سامي العلي إن ", "الجسر مغلق. ", "«", "»", "٢٠٢٦", "\u0651" * 9,
])  # fmt: skip


def test_what_stands_on_the_page_is_the_text_whatever_it_holds(watched: Any) -> None:
    page = watched()
    stub(page, ReadingView(read(Article("نص"))), {"drawn": _drawn("نص"), "selected": None})

    @settings(max_examples=200, deadline=None, database=None)
    @given(st.lists(ODD | st.text(max_size=6), min_size=1, max_size=12).map("".join))
    def check(text: str) -> None:
        page.evaluate("(drawn) => window.model.set('drawn', drawn)", _drawn(text))
        assert page.evaluate(ARTICLE_TEXT) == text
        assert page.locator("#el").locator(FOREIGN).count() == 0

    check()


def _drawn(text: str) -> Any:
    return ReadingView(read(Article(text))).drawn
