"""Who relays whom: where a story began, and whether it runs in a circle."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimkit.articles import load
from claimkit.checks import cross_examine
from claimkit.model import Article, Reading
from claimkit.reading import read
from claimkit.relays import RelayGraph, trace

CASES = tomllib.loads((Path(__file__).parent / "cases/traces/stories.toml").read_text("utf-8"))
SEED = Path(__file__).parent.parent / "seeds" / "000_5ef256accc8a372d.txt"


def readings(case: dict[str, Any]) -> list[Reading]:
    return [
        read(Article(told["text"], str(number), publisher=told["publisher"]))
        for number, told in enumerate(case["articles"])
    ]


@pytest.mark.parametrize("case", CASES["case"], ids=lambda case: case["name"])
def test_a_story_leads_back_to_where_it_began(case: dict[str, Any]) -> None:
    graph = trace(readings(case))
    known = set(case["roots"]) | set(case.get("also", ()))
    assert len(graph.roots) == len(case["roots"])
    assert set(graph.roots) <= known
    assert (graph.single_source, graph.circular) == (len(case["roots"]) < 2, case["circular"])


@pytest.mark.parametrize("case", CASES["case"], ids=lambda case: case["name"])
def test_the_order_of_the_articles_changes_nothing(case: dict[str, Any]) -> None:
    there, back = trace(readings(case)), trace(readings(case)[::-1])
    assert len(there.roots) == len(back.roots)
    assert there.circular == back.circular


def chain(graph: RelayGraph, article: str, claim: str) -> list[str]:
    way = graph.way(article, claim)
    return [way[0].start, *(edge.end for edge in way)]


def test_the_seed_from_the_delegation_to_the_page() -> None:
    (article,) = load(SEED)
    reading = read(article)
    graph = trace([reading])
    praise = next(c for c in reading.claims if c.parent and "الوفد" in reading.text_of(c.source))
    assert chain(graph, article.id, praise.id) == [
        "الوفد الأميركي", "المكتب الإعلامي للأعرجي", "رووداو", "عشتارتيفي كوم",
    ]  # fmt: skip
    assert chain(graph, article.id, reading.claims[-1].id)[1] == 'صحيفة "نيويورك بوست" الأميركية'


def test_every_place_that_a_step_names_is_in_the_article() -> None:
    (article,) = load(SEED)
    for edge in trace([read(article)]).edges:
        assert edge.spans
        assert all(span.of(article.text) for span in edge.spans)


def test_a_frame_and_a_drawing() -> None:
    graph = trace(readings(CASES["case"][0]))
    frame = graph.to_frame()
    assert list(frame.columns[:3]) == ["from", "to", "kind"]
    assert len(frame) == len(graph.edges)
    assert graph.dot().count("->") == len({(e.start, e.end, e.kind) for e in graph.edges})


@given(st.text(max_size=40))
def test_no_name_breaks_out_of_the_drawing(name: str) -> None:
    text = "السد آمن، بحسب وكالة النهر."
    drawing = trace([read(Article(text, "a", publisher=name or None))]).dot()
    assert drawing.startswith("digraph")
    assert drawing.endswith("}")
    assert all(line.endswith((";", "{", "}")) for line in drawing.split("\n"))


def test_a_spokesman_begins_what_his_ministry_is_the_root_of() -> None:
    told = (
        ("a", "قالت وزارة الري إن السد آمن."),
        ("b", "قال المتحدث باسم وزارة الري سامي العلي إن العمل مستمر."),
    )
    there = [read(Article(text, name, publisher=f"صحيفة {name}")) for name, text in told]
    graph = trace(there)
    assert graph.roots == ("وزارة الري",)
    claims = [(reading.article.id, reading.claims[0].id) for reading in there]
    assert graph.origins(claims[1:]) == graph.origins(claims) == ("وزارة الري",)


def test_articles_without_an_id_or_with_the_same_one_can_be_traced() -> None:
    texts = ("بحسب صحيفة الغد، السد آمن. وقال الوزير إن العمل مستمر.", "وفق وكالة النهر، السد آمن.")
    for names in (("", ""), ("a", "a")):
        papers = zip(texts, names, ("وكالة النهر", "صحيفة الغد"), strict=True)
        there = [read(Article(text, name, publisher=paper)) for text, name, paper in papers]
        assert trace(there).circular
        cross_examine(there)
