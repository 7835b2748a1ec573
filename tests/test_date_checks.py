"""The date checks: every one speaks where it should, is silent where it should, and shows why."""

import datetime as dt
import tomllib
from pathlib import Path
from typing import Any

import pytest

from claimkit.checks import CHECKS, examine
from claimkit.checks.catalogue import Examination
from claimkit.model import Article
from claimkit.reading import read

CASES = Path(__file__).parent / "cases" / "checks"
FILES = sorted(CASES.glob("date-*.toml"))


def cases() -> list[Any]:
    rows = []
    for file in FILES:
        for number, case in enumerate(tomllib.loads(file.read_text(encoding="utf-8"))["case"], 1):
            marks = [pytest.mark.xfail(reason="a known gap")] if "expect" in case else []
            rows.append(pytest.param(file.stem, case, id=f"{file.stem} {number}", marks=marks))
    return rows


def examined(case: dict[str, Any]) -> Examination:
    article = Article(case["text"], "case", case["lang"], published=case["published"])
    return examine(read(article))


@pytest.mark.parametrize(("name", "case"), cases())
def test_a_check_speaks_where_it_should_and_only_there(name: str, case: dict[str, Any]) -> None:
    found = [finding for finding in examined(case) if finding.check == name]
    assert bool(found) == case["fires"]


@pytest.mark.parametrize(("name", "case"), cases())
def test_a_silent_case_raises_no_other_alarm(name: str, case: dict[str, Any]) -> None:
    if case["fires"]:
        return
    alarms = [f.check for f in examined(case) if f.check.startswith("date-")]
    assert not [check for check in alarms if CHECKS[check].severity != "note"]


@pytest.mark.parametrize("name", sorted(n for n in CHECKS if n.startswith("date-")))
def test_every_check_has_cases_that_fire_and_cases_that_do_not(name: str) -> None:
    rows = tomllib.loads((CASES / f"{name}.toml").read_text(encoding="utf-8"))["case"]
    assert {row["fires"] for row in rows} == {True, False}


@pytest.mark.parametrize("name", sorted(n for n in CHECKS if n.startswith("date-")))
def test_every_check_says_what_it_means_and_when_it_can_be_wrong(name: str) -> None:
    doc = CHECKS[name].run.__doc__ or ""
    assert "Authority:" in doc


@pytest.mark.parametrize(("name", "case"), [c for c in cases() if c.values[1]["fires"]])
def test_a_repair_repairs(name: str, case: dict[str, Any]) -> None:
    """Each hypothesis is a single edit after which the check has nothing left to say."""
    text = case["text"]
    for finding in examined(case):
        if finding.check != name:
            continue
        for edit in finding.hypotheses:
            repaired = text[: edit.span.start] + edit.replace + text[edit.span.end :]
            left = [f for f in examined({**case, "text": repaired}) if f.check == name]
            assert len(left) < len([f for f in examined(case) if f.check == name]), edit


def test_what_cannot_run_says_so() -> None:
    runs = examine(read(Article("وصل الوفد أمس (4 أيار 2025)، ثم غادر قبل يومين."))).runs
    idle = {run.check: run.reason for run in runs if run.status == "not run"}
    assert "date-tense" in idle or not idle
    undated = examine(read(Article("وصل الوفد."))).runs
    assert {run.check for run in undated if run.status == "not run"} >= {"date-tense", "date-age"}
    assert all(run.reason for run in undated if run.status == "not run")


def test_a_length_that_is_counted_from_no_day_says_so() -> None:
    text = "تعهد الوزير بإنجاز العمل خلال ستة أشهر، أي قبل نهاية حزيران."
    (run,) = (r for r in examine(read(Article(text))).runs if r.check == "date-horizon")
    assert (run.status, bool(run.reason)) == ("not run", True)
    known = examine(read(Article(text), dt.date(2026, 3, 12)))
    assert "date-horizon" in {finding.check for finding in known}


def test_checks_are_ignored_by_name_and_by_family() -> None:
    reading = read(Article("سُجل الحريق في 30 فبراير 2025.", published=dt.date(2025, 3, 1)))
    assert examine(reading)
    assert "date-impossible" not in {r.check for r in examine(reading, ["date-impossible"]).runs}
    assert not [r for r in examine(reading, ["date"]).runs if r.check.startswith("date-")]
