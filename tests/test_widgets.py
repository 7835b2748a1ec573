import base64
import json
from pathlib import Path
from typing import Any

import nbformat
import pytest
import traitlets

from claimkit.model import Article, Reading
from claimkit.reading import read
from claimkit.relays import trace
from claimkit.spans import Span
from claimkit.widgets import ReadingView, chains, relay_chart, timeline
from claimkit.widgets.charts import entries
from tests import hostile, readings, servers
from tests.test_html import ARTICLE_TEXT, FOREIGN, axe

# The least that a widget needs of a notebook: four methods, and a record of what it sent.
STUB = """<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>stub</title>
<style>:root {{ {variables} }} body {{ background: var(--jp-layout-color1); }}
h1 {{ color: var(--jp-content-font-color1); }} {css}</style>
<body data-jp-theme-light="{light}"><main><h1>stub</h1><div id="el"></div></main>
<script type="module">
import widget from "data:text/javascript;base64,{esm}";
const state = {state}, heard = [];
window.model = {{
  get: (key) => state[key],
  set: (key, value) => {{
    state[key] = value;
    window.sent = value;
    heard.filter(([event]) => event === `change:${{key}}`).forEach(([, f]) => f());
  }},
  save_changes: () => {{ window.saved = (window.saved ?? 0) + 1; }},
  on: (event, f) => heard.push([event, f]),
  send: (message) => {{ window.sent = message; }},
  off: () => {{}},
}};
await widget.render({{ model: window.model, el: document.getElementById("el") }});
window.ready = true;
</script></body></html>"""
DARK = "--jp-layout-color1: #111; --jp-content-font-color1: #fff;"
LIGHT = "--jp-layout-color1: #fff; --jp-content-font-color1: rgba(0, 0, 0, 0.87);"


def view(**options: Any) -> ReadingView:
    return ReadingView(readings.reading(), readings.examined(), **options)


def shown(page: Any, of: ReadingView, scheme: str = "light") -> Any:
    state = json.dumps({"drawn": of.drawn, "selected": of.selected}).replace("<", "\\u003c")
    page.set_content(
        STUB.format(
            variables=LIGHT if scheme == "light" else DARK,
            light=str(scheme == "light").lower(),
            css=of._css,
            esm=base64.b64encode(of._esm.encode()).decode(),
            state=state,
        )
    )
    page.wait_for_function("window.ready")
    return page


def test_the_chosen_claim_is_known_and_can_be_set() -> None:
    one = view()
    assert one.claim is None
    one.selected = "c2"
    assert one.claim is not None
    assert one.claim.parent == "c1"
    one.selected = None
    assert one.claim is None


def test_a_claim_that_is_not_there_cannot_be_chosen() -> None:
    with pytest.raises(traitlets.TraitError, match="no claim 'c9'"):
        view().selected = "c9"


def test_what_the_front_end_sends_arrives() -> None:
    one, heard = view(), list[str]()
    one.observe(lambda change: heard.append(change["new"]), "selected")
    data = {"method": "update", "state": {"selected": "c3"}, "buffer_paths": []}
    one._handle_msg({"content": {"data": data}, "buffers": []})
    assert heard == ["c3"]
    assert one.claim is not None
    assert one.claim.kind == "direct"


def test_the_repr_is_the_same_in_every_run() -> None:
    assert repr(view()) == (
        "ReadingView(Reading('dam.txt': 3 claims, 2 sources, 2 dates), selected=None)"
    )


def test_beside_the_widget_stands_a_static_article_for_hosts_without_one() -> None:
    data, _ = view()._repr_mimebundle_()
    assert data["text/plain"] == repr(view())
    assert 'class="ck-text" dir="rtl"' in data["text/html"]
    assert "<script" not in data["text/html"]
    assert "application/vnd.jupyter.widget-view+json" in data


def test_only_json_goes_to_the_front_end() -> None:
    drawn = json.loads(json.dumps(view().drawn))
    assert drawn["segments"][-1][1] == len(readings.TEXT)


def test_the_timeline_knows_what_was_said_named_and_published() -> None:
    made = [(e.kind, e.label, e.beyond) for e in entries(readings.reading())]
    assert ("said_on", "سالم الحداد", "") in made
    assert ("named", "عام 2031", "▸") in made
    assert ("published", "وكالة الواحة", "") in made
    assert entries(Reading(Article("نص"), (), (), ())) == []


def test_the_picture_of_the_timeline_is_the_same_twice_and_holds_its_labels_as_text() -> None:
    import vl_convert

    once, again = (vl_convert.vegalite_to_svg(timeline(readings.reading()).to_dict()) for _ in "ab")
    assert once == again
    assert "سالم الحداد" in once
    for payload in hostile.PAYLOADS[:4]:
        assert "<script" not in vl_convert.vegalite_to_svg(
            timeline(hostile.dated(payload)).to_dict()
        )


@pytest.mark.browser
def test_the_text_on_the_page_is_the_article_code_point_by_code_point(watched: Any) -> None:
    page = shown(watched(), view())
    assert page.evaluate(ARTICLE_TEXT) == readings.TEXT
    marked = page.locator(".ck-text .ck-content[data-claim=c3]").all_text_contents()
    content = readings.reading().claims[2].content
    assert "".join(marked) == "".join(span.of(readings.TEXT) for span in content)
    assert Span(*view().drawn["segments"][3][:2]).of(readings.TEXT) in readings.TEXT


@pytest.mark.browser
def test_a_click_on_the_text_chooses_the_claim_in_both_and_a_second_one_goes_outwards(
    watched: Any,
) -> None:
    page = shown(watched(), view())
    place = page.locator(".ck-content[data-claim=c2]").first
    place.click()
    assert page.evaluate("window.sent") == "c2"
    assert page.locator("tr.ck-selected").get_attribute("data-claim") == "c2"
    assert page.get_by_role("status").inner_text().count("صحيفة النهر") == 1  # who relays it
    place.click()
    assert page.evaluate("window.sent") == "c1"


@pytest.mark.browser
def test_a_row_of_the_table_chooses_the_claim_in_the_text(watched: Any) -> None:
    page = shown(watched(), view())
    page.locator("tr[data-claim=c3] .ck-said").click()
    assert page.locator(".ck-text .ck-content.ck-selected").count() >= 2  # both its pieces
    assert page.locator(".ck-tag[aria-pressed=true]").get_attribute("data-label") == "c3"
    page.locator("tr[data-claim=c3] button").click()
    assert page.evaluate("window.sent") is None


@pytest.mark.browser
def test_what_python_chooses_is_shown(watched: Any) -> None:
    page = shown(watched(), view())
    page.evaluate("window.model.set('selected', 'c1')")
    assert page.locator("button[aria-pressed=true]").count() == 2


@pytest.mark.browser
def test_the_keyboard_reaches_every_claim_with_one_tab_stop_a_pane(watched: Any) -> None:
    page = shown(watched(), view())
    assert page.locator("[data-choose][tabindex='0']").count() == 2
    tags = page.locator(".ck-tag")
    focused = "document.activeElement.dataset.choose"
    order = tags.evaluate_all("all => all.map((each) => each.dataset.choose)")
    tags.first.focus()
    page.keyboard.press("ArrowLeft")  # onwards, in a text that runs right to left
    assert page.evaluate(focused) == order[1]
    page.keyboard.press("End")
    assert page.evaluate(focused) == order[-1]
    page.keyboard.press("ArrowDown")
    assert page.evaluate(focused) == order[-1]
    page.keyboard.press("Enter")
    assert page.evaluate("window.sent") == order[-1]
    page.keyboard.press("Home")
    page.keyboard.press("Space")
    assert page.evaluate("window.sent") == order[0]
    assert page.evaluate("window.saved") == 2


@pytest.mark.browser
@pytest.mark.parametrize("ui", ["en", "ar"])
@pytest.mark.parametrize("width", [500, 1400])
def test_the_view_is_accessible(watched: Any, scheme: str, ui: str, width: int) -> None:
    page = watched(color_scheme=scheme, viewport={"width": width, "height": 900})
    one = view(ui=ui)
    one.selected = "c2"
    assert axe(shown(page, one, scheme)) == []


@pytest.mark.browser
def test_nothing_of_a_hostile_article_is_executed_fetched_or_added(watched: Any) -> None:
    page = watched()
    for payload in hostile.PAYLOADS:
        one = ReadingView(hostile.reading(payload), hostile.examined(payload))
        one.selected = payload
        shown(page, one)
        assert page.locator("#el").locator(FOREIGN).count() == 0, payload
        assert page.evaluate(ARTICLE_TEXT) == payload


NOTEBOOK = """
import ipywidgets
from claimkit.model import Article, Claim, Reading
from claimkit.spans import Span
from claimkit.widgets import ReadingView
said = Claim("c1", content=(Span(4, 7),), source=(), cue=(Span(0, 3),), kind="direct")
view = ReadingView(Reading(Article("قال نعم"), (said,), (), ()))
known = ipywidgets.Label("nothing")
known.add_class("known")
def tell(change):
    known.value = f"{change.new} is {view.claim.kind}: {view.reading.text_of(view.claim.content)}"
view.observe(tell, "selected")
display(view, known)
"""


@pytest.mark.browser
def test_python_knows_the_claim_that_was_clicked_in_voila(browser: Any, tmp_path: Path) -> None:
    from playwright.sync_api import expect

    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(NOTEBOOK)])
    nbformat.write(notebook, tmp_path / "view.ipynb")
    with servers.voila(tmp_path / "view.ipynb") as address, servers.alone(browser, address) as page:
        known = page.locator(".known")
        expect(known).to_have_text("nothing", timeout=60_000)
        page.locator(".ck-content[data-claim=c1]").click()
        expect(known).to_have_text("c1 is direct: نعم")


def told(number: int, text: str, publisher: str) -> Reading:
    return read(Article(text, str(number), publisher=publisher))


STORY = [
    told(1, "قالت وزارة الري إن السد آمن.", "وكالة النهر"),
    told(2, "السد آمن، بحسب وكالة النهر. وقالت وزارة الري إن العمل مستمر.", "صحيفة الغد"),
    told(3, "وفق صحيفة الضفة، السد آمن.", "موقع المرفأ"),
    told(4, "وفق موقع المرفأ، السد آمن.", "صحيفة الضفة"),
]


def test_who_has_it_from_nobody_stands_in_the_first_column_and_circles_come_to_an_end() -> None:
    found = chains.places(trace(STORY))
    assert [found[name][0] for name in ("وزارة الري", "وكالة النهر", "صحيفة الغد")] == [0, 1, 2]
    assert {found[name][0] for name in ("صحيفة الضفة", "موقع المرفأ")} == {0, 1}
    assert found["وزارة الري", "صحيفة الغد", 1][0] == 1  # the step passes the agency's column
    assert len(set(found.values())) == len(found)


def test_the_picture_of_the_relays_is_the_same_twice_and_holds_its_names_as_text() -> None:
    import vl_convert

    graph = trace(STORY)
    once, again = (vl_convert.vegalite_to_svg(relay_chart(graph, "ar").to_dict()) for _ in "ab")
    assert once == again
    assert "وكالة النهر" in once
    assert "استشهاد" in once


def test_a_graph_of_nobody_can_be_drawn() -> None:
    import vl_convert

    assert vl_convert.vegalite_to_svg(relay_chart(trace([])).to_dict()).startswith("<svg")
