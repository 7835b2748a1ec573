"""The user's table of names: read and written in two formats, errors by line, offices by day."""

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claimkit.aliases import AliasError, Aliases, Known, Tenure, load_aliases
from claimkit.model import Article, Period, Reading, Source
from claimkit.suggestions import suggest_sources

TOML = """
[[name]]
name = "صباح النعمان"
aliases = ["Sabah al-Numan", "Sabah Al-Nu'man"]
wikidata = "Q42"

[[name.roles]]
role = "الناطق باسم القائد العام"
valid_from = 2022-11-01

[[name]]
name = "سامي العلي"
[[name.roles]]
role = "وزير الري"
valid_from = 2020-01-01
valid_to = 2024-05-31
"""
CSV = """name,aliases,role,valid_from,valid_to,wikidata
صباح النعمان,Sabah al-Numan|Sabah Al-Nu'man,الناطق باسم القائد العام,2022-11-01,,Q42
سامي العلي,,وزير الري,2020-01-01,2024-05-31,
"""


def table(tmp_path: Path, text: str, name: str = "names.toml") -> Aliases:
    (tmp_path / name).write_text(text, "utf-8")
    return load_aliases(tmp_path / name)


def test_both_formats_say_the_same(tmp_path: Path) -> None:
    assert table(tmp_path, TOML) == table(tmp_path, CSV, "names.csv")
    assert table(tmp_path, "\ufeff" + CSV, "excel.csv") == table(tmp_path, CSV, "names.csv")


def test_further_lines_of_a_csv_file_are_further_roles(tmp_path: Path) -> None:
    (one,) = table(tmp_path, "name,role,valid_to\nأ,وزير,2020-01-31\nأ,رئيس,\n", "n.csv").known
    assert [held.role for held in one.roles] == ["وزير", "رئيس"]
    assert one.roles[0].period.last == dt.date(2020, 1, 31)


@pytest.mark.parametrize(
    ("name", "day", "found"),
    [
        ("Sabah AL-NUMAN", None, ["صباح النعمان"]),
        ("السيد صباح النعمان", None, ["صباح النعمان"]),
        ("وزير الري", dt.date(2024, 5, 31), ["سامي العلي"]),
        ("وزير الري", dt.date(2024, 6, 1), []),
        ("وزير الري", None, ["سامي العلي"]),
        ("الناطق باسم القائد العام", dt.date(2025, 11, 7), ["صباح النعمان"]),
        ("وزير النقل", None, []),
        ("", None, []),
    ],
)
def test_who_is_meant(tmp_path: Path, name: str, day: dt.date | None, found: list[str]) -> None:
    assert [one.name for one in table(tmp_path, TOML).find(name, day)] == found


@pytest.mark.parametrize(
    ("text", "name", "line", "reason"),
    [
        ('[[name]]\nname = "أ"\n\n[[name]]\naliases = ["ب"]\n', "n.toml", 4, "a name is missing"),
        ('[[name]]\nname = "أ"\nalias = "ب"\n', "n.toml", 1, "unknown field 'alias'"),
        ('[[name]]\nname = "أ"\naliases = "ب"\n', "n.toml", 1, "no list of texts"),
        ('[[name]]\nname = "أ"\nwikidata = "42"\n', "n.toml", 1, "no Wikidata item"),
        ('[[name]]\nname = "أ"\n[[name.roles]]\nrole = "ب"\nvalid_from = 2020-01-02\n'
         "valid_to = 2020-01-01\n", "n.toml", 1, "ends before it begins"),
        ("name,valid_from,role\nأ,2020-13-01,وزير\n", "n.csv", 2, "no day like"),
        ("name,aliases\n,ب\n", "n.csv", 2, "a name is missing"),
        ("name,aliases\nأ,ب,ج\n", "n.csv", 2, "more cells than columns"),
        ("names\nأ\n", "n.csv", 1, "the columns are"),
    ],
)  # fmt: skip
def test_an_error_names_file_line_and_reason(
    tmp_path: Path, text: str, name: str, line: int, reason: str
) -> None:
    with pytest.raises(AliasError, match=reason) as error:
        table(tmp_path, text, name)
    assert str(error.value).startswith(f"{tmp_path / name}:{line}: ")


@pytest.mark.parametrize("text", ["name = ", "[other]\na = 1\n"])
def test_what_is_no_table_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(AliasError, match=r"names\.toml: "):
        table(tmp_path, text)


def test_bytes_that_are_not_utf8_are_refused(tmp_path: Path) -> None:
    (tmp_path / "n.csv").write_bytes("name\nأ\n".encode("windows-1256"))
    with pytest.raises(AliasError, match="not UTF-8"):
        load_aliases(tmp_path / "n.csv")


def test_all_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(AliasError) as error:
        table(tmp_path, "name,wikidata\nأ,1\nب,2\n", "n.csv")
    assert str(error.value).count("\n") == 1


def test_an_alias_is_added_once(tmp_path: Path) -> None:
    before = table(tmp_path, TOML)
    after = before.with_alias("سامي العلي", "Sami al-Ali")
    assert after.with_alias("سامي العلي", "Sami al-Ali") is after
    assert [one.name for one in after.find("sami al-ali")] == ["سامي العلي"]
    assert before == table(tmp_path, TOML)
    assert after.with_alias("هدى", "Huda").known[-1] == Known("هدى", ("Huda",))


NAMES = (
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).map(str.strip).filter(bool)
)
DAYS = st.none() | st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1))
ROLES = st.builds(
    lambda role, days: Tenure(role, Period(*days)),
    NAMES,
    st.tuples(DAYS, DAYS).filter(lambda d: not (d[0] and d[1]) or d[0] < d[1]),
)
KNOWN = st.builds(
    Known,
    NAMES,
    st.lists(NAMES.filter(lambda name: "|" not in name), unique=True, max_size=3).map(tuple),
    st.lists(ROLES, max_size=3, unique=True).map(tuple),
    st.none() | st.integers(1, 9999).map("Q{}".format),
)
TABLES = st.lists(KNOWN, max_size=3, unique_by=lambda one: one.name).map(tuple).map(Aliases)


@pytest.mark.parametrize("suffix", [".toml", ".csv"])
@given(aliases=TABLES)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_saved_is_read_again(tmp_path: Path, suffix: str, aliases: Aliases) -> None:
    path = tmp_path / f"names{suffix}"
    aliases.save(path)
    assert load_aliases(path) == aliases


def reading(name: str, *sources: Source, published: dt.date | None = None) -> Reading:
    return Reading(Article("", name), (), sources, (), published=published)


def test_names_in_two_scripts_are_suggested_and_others_are_not() -> None:
    arabic = reading("a", Source("s1", "جوزيف كينت", "person"), Source("s2", "هدى سالم", "person"))
    english = reading("b", Source("s1", "Joe Kent", "person"))
    (found,) = suggest_sources([arabic, english])
    assert {found.name, found.other} == {"جوزيف كينت", "Joe Kent"}
    assert found.places == (("a", "s1"), ("b", "s1"))


def test_a_name_that_two_articles_print_alike_is_a_suggestion_too() -> None:
    both = [reading(name, Source("s1", "هدى سالم", "person")) for name in "ab"]
    (found,) = suggest_sources(both)
    assert (found.score, found.places) == (1.0, (("a", "s1"), ("b", "s1")))


def test_the_alias_table_knows_who_held_an_office_on_the_day(tmp_path: Path) -> None:
    aliases = table(tmp_path, TOML)
    office, person = Source("s1", "وزير الري", "office"), Source("s1", "سامي العلي", "person")
    then = reading("a", office, published=dt.date(2023, 1, 1))
    now = reading("b", office, published=dt.date(2025, 1, 1))
    named = reading("c", person, published=dt.date(2025, 1, 1))
    (found,) = suggest_sources([then, named], aliases)
    assert found.reason == "the alias table: سامي العلي"
    assert not suggest_sources([now, named], aliases)


def test_organisations_are_not_compared_by_their_letters() -> None:
    ministries = (Source("s1", "وزارة الري", "organisation"), Source("s2", "وزارة الرى", "office"))
    assert not suggest_sources([reading("a", *ministries)])
