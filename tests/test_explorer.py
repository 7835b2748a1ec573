"""The Explorer as Python sees it: one query, one choice, reviews that are written at once."""

import datetime as dt
import warnings
from collections.abc import Iterator
from typing import Any

import pytest
import traitlets

from claimkit.ledger import Ledger, Query
from claimkit.model import Article
from claimkit.reading import read
from claimkit.widgets import Explorer
from tests import hostile

TEXT = (
    "قال الوزير سامي العلي، في بيان يوم 2 آذار 2026، إن الجسر مغلق. ونقلت وكالة النهر عن المحافظ "
    "نادر الصباغ قوله: «لن نخلي أي حي»."
)


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        yield


@pytest.fixture
def ledger(tmp_path: Any) -> Ledger:
    made = Ledger(str(tmp_path / "claims.db"), actor="noura")
    made.add(read(Article(TEXT, "a", published=dt.date(2026, 3, 3))))
    made.add(read(Article("قال مصدر مطلع إن الطريق مفتوح.", "b")))
    return made


def contents(explorer: Explorer) -> list[str]:
    return list(explorer.frame()["content"])


def test_readings_are_enough(ledger: Ledger) -> None:
    explorer = Explorer(ledger.reading(name) for name in ledger.articles())
    assert len(explorer.frame()) == ledger.count()
    assert explorer.selected is None
    assert explorer.claim is None


def test_a_filter_is_part_of_the_query_and_the_query_sets_the_filters(ledger: Ledger) -> None:
    explorer = Explorer(ledger)
    explorer._asked["speaker"].value = "Sami al-Ali"
    assert explorer.query == Query(speaker="Sami al-Ali")
    assert contents(explorer) == ["الجسر مغلق"]
    explorer.query = Query(kind="direct", said_from="2026-03-01")
    assert explorer._asked["speaker"].value == ""
    assert explorer._asked["kind"].value == "direct"
    assert explorer._asked["said_from"].value == dt.date(2026, 3, 1)
    explorer.query = Query()
    assert len(contents(explorer)) == ledger.count()


def test_a_query_can_be_copied_into_the_next_cell(ledger: Ledger) -> None:
    explorer = Explorer(ledger)
    explorer._asked["finding"].value = "source-anonymous"
    again = eval(repr(explorer.query))
    assert again == explorer.query
    assert contents(explorer) == ["الطريق مفتوح"]


def test_a_choice_shows_its_article_and_who_relays_it(ledger: Ledger) -> None:
    explorer = Explorer(ledger)
    (inner,) = [entry for entry in ledger.claims() if entry.parent]
    explorer.selected = inner.id
    assert explorer.claim == inner
    assert explorer._view
    assert explorer._view.selected == inner.local
    assert "وكالة النهر" in explorer._chain.value
    explorer.selected = ledger.claims(article="b")[0].id
    assert explorer._view.reading.article.id == "b"
    explorer.selected = None
    assert explorer._place.children == ()


def test_a_choice_in_the_text_or_in_the_table_is_the_same_choice(ledger: Ledger) -> None:
    explorer = Explorer(ledger)
    first, second, *_ = ledger.claims(article="a")
    explorer._table.selected_rows = [0]
    assert explorer.selected == first.id
    assert explorer._view
    explorer._view.selected = second.local
    assert explorer.selected == second.id
    assert explorer._table.selected_rows == [1]


def test_a_claim_that_is_not_there_cannot_be_chosen(ledger: Ledger) -> None:
    with pytest.raises(traitlets.TraitError, match="no claim 'clm_x'"):
        Explorer(ledger).selected = "clm_x"


def test_a_verdict_is_in_the_ledger_at_once_and_can_be_taken_back(ledger: Ledger) -> None:
    explorer = Explorer(ledger, reviewer="noura")
    explorer.review("true")  # nothing is chosen
    claim = ledger.claims()[0].id
    explorer.selected = claim
    explorer._note.value, explorer._quote.value = "رأيته", "الجسر"
    explorer.review("false")
    (review,) = ledger.reviews(claim)
    assert (review.verdict, review.note, review.reviewer) == ("false", "رأيته", "noura")
    assert review.evidence[0].quote == "الجسر"
    assert explorer._note.value == ""
    assert "رأيته" in explorer._chain.value
    explorer.undo()
    assert ledger.claim(claim).verdict is None


def test_after_a_restart_everything_is_back(ledger: Ledger) -> None:
    explorer = Explorer(ledger)
    explorer.selected = ledger.claims()[0].id
    explorer.review("half-true")
    again = Explorer(Ledger(ledger._store.url))
    assert again.frame()["verdict"].tolist()[0] == "half-true"


def test_a_second_reviewer_sees_the_first_verdict_before_his_own(ledger: Ledger) -> None:
    claim = ledger.claims()[0].id
    mine = Explorer(ledger, reviewer="sami")
    mine.selected = claim
    ledger.review(claim, "true", reviewer="noura")
    mine.review("false")
    assert "noura has said" in mine._news.value
    assert "noura" in mine._chain.value
    assert len(ledger.reviews(claim)) == 1
    mine.review("false")
    assert [review.reviewer for review in ledger.reviews(claim)] == ["noura", "sami"]


def test_pages_are_turned_and_stop_at_both_ends(ledger: Ledger, monkeypatch: Any) -> None:
    monkeypatch.setattr("claimkit.widgets.explorer.PAGE", 2)
    explorer = Explorer(ledger)
    seen = [entry.id for entry in explorer._rows]
    explorer._turn(1)
    seen += [entry.id for entry in explorer._rows]
    explorer._turn(1)
    assert explorer.page == 1
    assert seen == [entry.id for entry in ledger.claims()]
    explorer._turn(-5)
    assert explorer.page == 0


@pytest.mark.parametrize("ui", ["en", "ar"])
def test_where_no_widget_runs_there_is_a_table(ledger: Ledger, ui: str) -> None:
    data, _ = Explorer(ledger, ui=ui)._repr_mimebundle_()
    assert "الجسر مغلق" in data["text/html"]
    assert "<script" not in data["text/html"]
    assert data["text/plain"].startswith("Explorer(Ledger(")


@pytest.mark.parametrize("payload", hostile.PAYLOADS)
def test_nothing_hostile_becomes_markup(payload: str) -> None:
    explorer = Explorer(Ledger("sqlite://"), reviewer=payload)
    explorer.ledger.add(read(Article(f"قال {payload} سامي العلي إن {payload} مغلق.", "a")))
    explorer.query = Query(state=None)
    for entry in explorer.ledger.claims():
        explorer.selected = entry.id
        explorer._note.value = payload
        explorer.review("false")
        shown = explorer._chain.value + explorer._news.value + explorer._static()
        for tag in ("<script", "<img", "<svg", "<iframe", "<form", "<object", "<meta", "<link"):
            assert tag not in shown.lower()
