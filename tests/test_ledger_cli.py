"""The ledger on the command line: every step, what it prints, and how it fails."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from claimkit.cli import main
from claimkit.ledger import Ledger
from claimkit.records import parse

SEED = Path(__file__).parent.parent / "seeds" / "000_5ef256accc8a372d.txt"


class Desk:
    """One ledger, and the commands given to it."""

    def __init__(self, path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.path, self._capsys, self.warned = path, capsys, ""

    def __call__(self, *arguments: str, code: int = 0) -> str:
        run = ["ledger", "--db", str(self.path), "--as", "noura", *arguments]
        assert main(run) == code
        told = self._capsys.readouterr()
        self.warned = told.err
        return told.out if code == 0 else told.err

    @property
    def ledger(self) -> Ledger:
        return Ledger(str(self.path))


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    return Desk(tmp_path / "claims.db", capsys)


@pytest.fixture
def kept(desk: Desk) -> Desk:
    desk("add", str(SEED))
    return desk


def test_an_article_is_added_once(desk: Desk) -> None:
    assert desk("add", str(SEED)) == "articles: 1 added, 0 revised, 0 unchanged; new claims: 10\n"
    assert "articles: 0 added, 0 revised, 1 unchanged" in desk("add", str(SEED))


def test_a_revision_says_what_is_gone(kept: Desk, tmp_path: Path) -> None:
    changed = tmp_path / SEED.name
    text = SEED.read_text("utf-8").replace("نهاية أيلول 2025", "نهاية أيلول 2026")
    changed.write_text(text, "utf-8")
    told = kept("add", str(changed))
    assert "1 revised" in told
    assert "1 claims are gone from the text" in told
    lines = kept("changes", SEED.name).splitlines()
    assert [line.split()[0] for line in lines] == ["gone", "new", *["kept"] * 9]


def test_what_cannot_be_read_is_named_and_the_rest_is_kept(desk: Desk, tmp_path: Path) -> None:
    told = desk("add", str(tmp_path / "nothing.txt"), str(SEED), code=2)
    assert "nothing.txt" in told
    assert desk.ledger.count() == 10


def test_claims_are_listed_and_searched(kept: Desk) -> None:
    assert "10 of 10 claims" in kept("list")
    assert "3 of 10 claims" in kept("list", "--limit", "3")
    assert "1 of 1 claims" in kept("list", "--finding", "date-horizon")
    assert "السوداني" in kept("search", "التخفيض التدريجي")
    assert "4 of 4 claims" in kept("list", "--speaker", "Sabah al-Numan")
    assert "1 of 1 claims" in kept("list", "--said-from", "2025-11-03", "--said-to", "2025-11-03")
    assert "0 of 0 claims" in kept("list", "--verdict", "true")


def test_a_review_with_evidence_is_shown_again(kept: Desk, tmp_path: Path) -> None:
    (claim,) = kept.ledger.claims(finding="date-horizon")
    proof = tmp_path / "statement.txt"
    proof.write_text("النص الكامل: تنتهي المهمة في نهاية أيلول 2026. انتهى.", "utf-8")
    quote = "تنتهي المهمة في نهاية أيلول 2026"
    told = kept("review", claim.id, "false", "--note", "الأصل يقول 2026", "--quote", quote,
                "--file", str(proof))  # fmt: skip
    assert told.startswith("review 2: false")
    shown = kept("show", claim.id)
    assert "الأصل يقول 2026" in shown
    (review,) = kept.ledger.reviews(claim.id)
    (evidence,) = review.evidence
    assert evidence.span
    assert evidence.span.of(proof.read_text("utf-8")).startswith(quote)
    assert evidence.sha256 in shown


def test_a_second_reviewer_is_told(kept: Desk) -> None:
    claim = kept.ledger.claims()[0].id
    kept.ledger.review(claim, "true", reviewer="sami")
    assert "sami has said 'true'" in kept("review", claim, "false", code=2)
    seen = str(kept.ledger.reviews(claim)[0].id)
    assert "false" in kept("review", claim, "false", "--seen", seen)


def test_what_is_due(kept: Desk) -> None:
    lines = kept("due").splitlines()
    assert [line[:10] for line in lines] == ["2025-09-30", "2026-09-27"]
    assert len(kept("due", "--before", "2026-01-01").splitlines()) == 1
    assert kept("due", "--overdue").startswith("2025-09-30")


def test_verify_prints_the_head(kept: Desk) -> None:
    assert kept.ledger.head in kept("verify")
    assert kept.ledger.head in kept("verify", "--head", kept.ledger.head)
    assert "events are missing" in kept("verify", "--head", "0" * 64, code=2)


def test_export_and_import(kept: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    claim = kept.ledger.claims()[0].id
    kept("review", claim, "true")
    out, again = tmp_path / "out.jsonl", Desk(tmp_path / "again.db", capsys)
    assert kept.ledger.head in kept("export", "-o", str(out))
    assert kept.ledger.head in again("import", str(out))
    assert again("export") == out.read_text("utf-8")
    assert "not empty" in again("import", str(out), code=2)


def test_claims_with_a_verdict_become_claim_reviews(kept: Desk) -> None:
    assert kept("export", "--format", "claimreview") == ""
    claim = kept.ledger.claims()[-1]
    kept("review", claim.id, "mostly-false", "--note", "لا", "--url", "https://example.invalid/1")
    made = json.loads(kept("export", "--format", "claimreview"))
    assert made["@type"] == "ClaimReview"
    assert made["claimReviewed"] == claim.content
    assert made["reviewRating"] == {
        "@type": "Rating", "alternateName": "Mostly false", "ratingValue": 2,
        "bestRating": 5, "worstRating": 1,
    }  # fmt: skip
    assert made["itemReviewed"]["author"]["name"] == claim.speaker
    assert made["citation"] == ["https://example.invalid/1"]


def test_claims_become_web_annotations(kept: Desk) -> None:
    lines = [parse(line) for line in kept("export", "--format", "annotations").splitlines()]
    assert len(lines) == 10
    assert {line["id"] for line in lines} == {f"urn:claimkit:{e.id}" for e in kept.ledger.claims()}
    text = SEED.read_text("utf-8")
    for target in (target for line in lines for target in line["target"]):
        position, quote = target["selector"]
        assert text[position["start"] : position["end"]] == quote["exact"]
        around = quote["prefix"] + quote["exact"] + quote["suffix"]
        assert around in text


def test_a_csv_file_is_for_spreadsheets(kept: Desk) -> None:
    told = kept("export", "--format", "csv")
    assert told.startswith("\ufeffid,article,")
    assert told.count("clm_") >= 10


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["show", "clm_x"], "no claim 'clm_x'"),
        (["review", "clm_x", "true"], "no claim"),
        (["changes", "nothing"], "no article 'nothing'"),
        (["import", "/nowhere.jsonl"], "No such file"),
        (["review", "clm_x", "perhaps"], "no verdict 'perhaps'"),
    ],
)
def test_what_is_wrong_is_one_line(kept: Desk, arguments: list[str], reason: str) -> None:
    told = kept(*arguments, code=2)
    assert reason in told
    assert told.count("\n") == 1


def test_a_file_that_is_no_ledger(tmp_path: Path, capsys: Any) -> None:
    desk = Desk(tmp_path / "claims.db", capsys)
    desk.path.write_text("this is a letter to my aunt, and nothing else", "utf-8")
    assert "no SQLite database" in desk("list", code=2)


def test_a_team_has_verdicts_of_its_own(kept: Desk, tmp_path: Path) -> None:
    own = tmp_path / "verdicts.toml"
    own.write_text('[wrong]\nen = "Wrong"\nar = "غلط"\nfalls = true\n', "utf-8")
    claim = kept.ledger.claims()[0].id
    assert "wrong" in kept("--verdicts", str(own), "review", claim, "wrong")
    assert "no verdict 'true'; there are wrong" in kept(
        "--verdicts", str(own), "review", claim, "true", code=2
    )
    own.write_text("[wrong]\nrating = 9\n", "utf-8")
    assert "it goes from 1 to 5" in kept("--verdicts", str(own), "list", code=2)


@pytest.mark.parametrize(
    ("quote", "warned"),
    [
        ("لا تنتهي المهمة قبل أيلول 2026", ""),
        ("تنتهي المهمة قبل أيلول 2027", "it reads otherwise there: "),
        ("الموازنة كافية للأعوام المقبلة كلها", "the quote does not stand in it"),
    ],
)
def test_evidence_that_its_file_does_not_bear_out(
    kept: Desk, tmp_path: Path, quote: str, warned: str
) -> None:
    claim = kept.ledger.claims()[0].id
    proof = tmp_path / "statement.txt"
    proof.write_text("جاء في النص: لا تنتهي المهمة قبل أيلول 2026.", "utf-8")
    kept("review", claim, "false", "--quote", quote, "--file", str(proof))
    assert warned in kept.warned
    assert bool(kept.warned) == bool(warned)
    (proof,) = kept.ledger.reviews(claim)[0].evidence
    assert proof.quote == quote
    assert ("does not hold" in kept("show", claim)) == (proof.span is None)


def test_a_claim_is_listed_with_the_word_that_makes_it_one(desk: Desk, tmp_path: Path) -> None:
    article = tmp_path / "denial.txt"
    article.write_text("نفت الوزارة إغلاق الجسر.", "utf-8")
    desk("add", str(article))
    assert "نفت: إغلاق الجسر" in desk("list").translate(dict.fromkeys(map(ord, "\u2068\u2069")))
    assert desk.ledger.to_frame()["cue"].tolist() == ["نفت"]


def test_a_day_of_publication_given_later_is_kept(desk: Desk, tmp_path: Path) -> None:
    article = tmp_path / "undated.txt"
    article.write_text("قال الوزير سامي العلي أمس إن الجسر مغلق.", "utf-8")
    desk("add", str(article))
    assert desk.ledger.claims()[0].said_from is None
    assert "1 revised" in desk("add", str(article), "--published", "2026-03-12")
    assert str(desk.ledger.claims()[0].said_from) == "2026-03-11"
    for again in (("--published", "2026-03-12"), ()):
        assert "0 revised, 1 unchanged" in desk("add", str(article), *again)
    assert str(desk.ledger.claims()[0].published) == "2026-03-12"


def test_the_first_revision_is_called_so(kept: Desk) -> None:
    kept("changes", SEED.name)
    assert "its first revision" in kept.warned


def test_a_pipe_that_closes_is_no_error(kept: Desk) -> None:
    run = [sys.executable, "-m", "claimkit", "ledger", "--db", str(kept.path), "export"]
    with subprocess.Popen(run, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()  # as `| head` does; an export is longer than what is held back
        assert process.stderr.read() == b""
    assert process.returncode == 141


def test_a_ledger_that_is_not_there_is_named(desk: Desk) -> None:
    assert "there is no ledger" in desk("list", code=2)
    assert not desk.path.exists()
