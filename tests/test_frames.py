import datetime as dt

import pandas as pd

from claimkit import frames
from tests import readings


def test_a_claim_is_a_row_with_its_day_and_the_bounds_of_its_days() -> None:
    frame = frames.claims(readings.reading())
    assert list(frame["claim"]) == ["c1", "c2", "c3"]
    assert frame["said_on"].dtype == frame["published"].dtype == "datetime64[s]"
    assert frame.loc[1, "said_on"] == pd.Timestamp(2025, 3, 4)
    assert pd.isna(frame.loc[2, "said_on"])
    assert pd.isna(frame.loc[2, "said_from"])
    assert frame.loc[2, "said_to"] == pd.Timestamp(2025, 3, 5)
    assert frame.loc[0, ["said_on", "said_from", "said_to"]].isna().all()


def test_a_claim_names_its_speaker_its_relayer_and_where_it_was_printed() -> None:
    row = frames.claims(readings.reading()).loc[1]
    assert (row["speaker"], row["role"], row["parent"]) == ("سالم الحداد", "وزير المياه", "c1")
    assert (row["publisher"], row["published_inferred"]) == ("وكالة الواحة", True)


def test_the_pieces_of_a_claim_are_joined_by_an_ellipsis() -> None:
    content = frames.claims(readings.reading()).loc[2, "content"]
    assert content.startswith("لن نتأخر يوماً واحداً … ولو نقص")


def test_many_readings_make_one_frame_and_none_an_empty_one_of_the_same_shape() -> None:
    one = readings.reading()
    assert len(frames.claims([one, one])) == 6
    assert len(frames.claims(iter((one,)))) == 3
    empty = frames.claims([])
    assert list(empty.columns) == list(frames.claims(one).columns)
    assert empty["said_on"].dtype == "datetime64[s]"


def test_dates_have_first_and_last_day() -> None:
    frame = frames.dates(readings.reading())
    year = frame.loc[1]
    assert (year["starts"], year["ends"]) == (pd.Timestamp(2031, 1, 1), pd.Timestamp(2031, 12, 31))
    assert readings.TEXT[year["start"] : year["end"]] == year["text"] == "عام 2031"


def test_sources_count_what_they_say() -> None:
    frame = frames.sources(readings.reading()).set_index("source")
    assert frame["claims"].to_dict() == {"s1": 2, "s2": 1}


def test_findings_come_from_examinations_and_from_findings() -> None:
    found = readings.examined().findings
    for examined in (found, [found]):
        frame = frames.findings(examined)
        assert frame.loc[0, "check"] == "date-horizon"
        assert frame.loc[0, "hypotheses"] == ("عام 2026: 2025 + 1 year = 2026",)


def test_findings_of_a_reading_are_looked_for() -> None:
    assert set(frames.findings(readings.reading()).columns) >= {"check", "severity", "message"}


def test_shown_isolates_every_string_and_leaves_the_data_alone() -> None:
    frame = frames.claims(readings.reading())
    before = frame.copy(deep=True)
    shown = frames.shown(frame)
    pd.testing.assert_frame_equal(frame, before)
    assert shown.loc[1, "speaker"] == "\u2068سالم الحداد\u2069"
    assert shown.loc[1, "said_on"] == "2025-03-04"
    assert shown.loc[0, "said_on"] == ""
    assert "\u202e" not in shown.loc[2, "content"]
    assert "⟨RLO⟩" in shown.loc[2, "content"]


def test_days_before_the_epoch_of_nanoseconds_have_a_place() -> None:
    import dataclasses

    early = dataclasses.replace(readings.reading(), published=dt.date(622, 7, 16))
    assert frames.claims(early).loc[0, "published"].year == 622
