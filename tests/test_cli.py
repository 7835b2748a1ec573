"""The commands as a user types them: what they print, how they leave, what they call bad."""

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from claimkit.cli import main

SEED = Path(__file__).parent.parent / "seeds" / "000_5ef256accc8a372d.txt"
CLEAN = "قال وزير النقل سامي الحداد إن الخط الجديد سيفتتح قريباً."
WRONG = "قال وزير النقل سامي الحداد يوم الاثنين (7 تشرين الثاني 2025) إن الخط الجديد جاهز."


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "120")
    return tmp_path


def put(name: str, content: str | bytes) -> str:
    Path(name).write_bytes(content.encode() if isinstance(content, str) else content)
    return name


def run(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, list[str]]:
    code = main([str(argument) for argument in arguments])
    out, err = capsys.readouterr()
    return code, out, err.splitlines()


class TestRead:
    def test_the_table_names_the_speaker_and_what_was_said(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        code, out, err = run(capsys, "read", put("a.txt", CLEAN))
        assert (code, err) == (0, [])
        assert "سامي الحداد" in out
        assert "الخط الجديد سيفتتح قريباً" in out

    def test_jsonl_is_one_record_an_article(self, capsys: pytest.CaptureFixture[str]) -> None:
        paths = put("a.txt", CLEAN), put("b.jsonl", json.dumps({"text": CLEAN, "desk": "نقل"}))
        code, out, _ = run(capsys, "read", *paths, "--format", "jsonl")
        first, second = map(json.loads, out.splitlines())
        assert code == 0
        assert (first["id"], second["id"]) == ("a.txt", "b.jsonl:1")
        assert second["desk"] == "نقل"
        assert first["claims"] == second["claims"] != []

    def test_what_it_writes_it_reads(self, capsys: pytest.CaptureFixture[str]) -> None:
        _, once, _ = run(capsys, "read", SEED, "--format", "jsonl")
        _, twice, _ = run(capsys, "read", put("a.jsonl", once), "--format", "jsonl")
        assert json.loads(once)["claims"] == json.loads(twice)["claims"]

    def test_csv_opens_right_in_a_spreadsheet(self, capsys: pytest.CaptureFixture[str]) -> None:
        _, out, _ = run(capsys, "read", put("a.txt", CLEAN), "--format", "csv")
        assert out.startswith("\ufeff")
        (row,) = csv.DictReader(io.StringIO(out.removeprefix("\ufeff")))
        assert row["speaker"] == "سامي الحداد"

    def test_csv_cannot_be_made_to_execute(self, capsys: pytest.CaptureFixture[str]) -> None:
        put("a.jsonl", json.dumps({"text": CLEAN, "id": "=HYPERLINK(1)"}))
        _, out, _ = run(capsys, "read", "a.jsonl", "--format", "csv")
        (row,) = csv.DictReader(io.StringIO(out.removeprefix("\ufeff")))
        assert row["article"] == "'=HYPERLINK(1)"

    def test_the_date_the_user_gives_outweighs_the_text(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        _, out, _ = run(capsys, "read", SEED, "--format", "jsonl", "--published", "2025-12-01")
        record = json.loads(out)
        assert (record["published"], record["published_inferred"]) == ("2025-12-01", False)

    def test_an_article_cannot_steer_the_terminal(self, capsys: pytest.CaptureFixture[str]) -> None:
        _, out, _ = run(capsys, "read", put("a.txt", CLEAN.replace("الخط", "\x1b[2J\u202eالخط")))
        assert "\x1b" not in out
        assert "\u202e" not in out


class TestCheck:
    def test_nothing_found_leaves_with_0(self, capsys: pytest.CaptureFixture[str]) -> None:
        code, out, _ = run(capsys, "check", put("a.txt", CLEAN), "--format", "json")
        assert (code, json.loads(out)["findings"]) == (0, [])

    def test_something_found_leaves_with_1(self, capsys: pytest.CaptureFixture[str]) -> None:
        code, out, _ = run(capsys, "check", put("a.txt", WRONG))
        assert code == 1
        assert "date-weekday" in out

    def test_json_has_the_fields_of_the_contract(self, capsys: pytest.CaptureFixture[str]) -> None:
        code, out, _ = run(capsys, "check", SEED, "--format", "json")
        result = json.loads(out)
        assert code == 1
        assert set(result) == {"findings", "runs"}
        for finding in result["findings"]:
            assert list(finding) == [
                *("article", "check", "severity", "message", "spans", "claims", "hypotheses")
            ]
        for ran in result["runs"]:
            assert list(ran) == ["article", "check", "status", "reason"]
            assert ran["status"] == "ran" or ran["reason"]

    def test_what_cannot_be_read_outweighs_what_is_found(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        code, out, err = run(capsys, "check", "no.txt", put("a.txt", WRONG))
        assert code == 2
        assert "date-weekday" in out
        assert err == ["claimkit: no.txt: no such file or directory"]


BAD = {
    "missing.txt": (None, "missing.txt: no such file"),
    "folder": (None, "folder: is a folder"),
    "arabic.txt": ("قال".encode("cp1256"), "arabic.txt:1: not UTF-8"),
    "empty.txt": (b"", "empty.txt: empty"),
    "nul.txt": (b"\0\0", "nul.txt: holds NUL"),
    "large.txt": (b"x" * 5_000_000, "large.txt: too long"),
    "broken.jsonl": (b'{"text": \n', "broken.jsonl:1: broken JSON"),
    "language.jsonl": (b'{"text": "a", "lang": "xx"}\n', "language.jsonl:1: no language 'xx'"),
    "date.jsonl": (b'{"text": "a", "published": "x"}\n', "date.jsonl:1: published: 'x' is no date"),
    "columns.csv": (b"id,body\n", "columns.csv: no column 'text'"),
    "picture.png": (b"PNG", "picture.png: its name does not end in"),
}


@pytest.mark.parametrize("command", ["read", "check", "report"])
@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_one_line_and_the_rest_is_read(
    capsys: pytest.CaptureFixture[str], command: str, name: str
) -> None:
    content, reason = BAD[name]
    if name == "folder":
        Path(name).mkdir()
    elif content is not None:
        put(name, content)
    output = ("-o", "out.html") if command == "report" else ()
    code, out, (line,) = run(capsys, command, name, put("good.txt", CLEAN), *output)
    assert code == 2
    assert line.startswith(f"claimkit: {reason}")
    shown = Path("out.html").read_text(encoding="utf-8") if output else out
    assert "good.txt" in shown


def test_utf16_with_its_mark_is_good_input(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "read", put("a.txt", ("\ufeff" + CLEAN).encode("utf-16-le")))
    assert (code, err) == (0, [])
    assert "سامي الحداد" in out


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["read"],
        ["sing"],
        ["read", "a.txt", "--format", "xml"],
        ["read", "a.txt", "--lang", "xx"],
        ["read", "a.txt", "--published", "7/11/2025"],
        ["check", "a.txt", "--published", "2025-02-30"],
        ["report", "a.txt"],
        ["evaluate"],
    ],
    ids=" ".join,
)
def test_wrong_usage_leaves_with_2(
    capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert left.value.code == 2
    assert "usage: claimkit" in capsys.readouterr().err


class TestReport:
    def test_a_hostile_text_stays_text(self, capsys: pytest.CaptureFixture[str]) -> None:
        put("a.txt", CLEAN + " <script>alert(1)</script> \u202e نهاية")
        code, _, _ = run(capsys, "report", "a.txt", "-o", "out.html")
        page = Path("out.html").read_text(encoding="utf-8")
        assert code == 0
        assert "<script>alert" not in page
        assert "\u202e" not in page

    def test_it_can_be_had_in_arabic(self, capsys: pytest.CaptureFixture[str]) -> None:
        code, _, _ = run(capsys, "report", put("a.txt", CLEAN), "-o", "out.html", "--ui", "ar")
        page = Path("out.html").read_text(encoding="utf-8")
        assert (code, 'lang="ar"' in page, 'dir="rtl"' in page) == (0, True, True)

    def test_a_place_that_cannot_be_written(self, capsys: pytest.CaptureFixture[str]) -> None:
        code, _, (line,) = run(capsys, "report", put("a.txt", CLEAN), "-o", "no/where.html")
        assert code == 2
        assert line == "claimkit: no/where.html: no such file or directory"


class TestEvaluate:
    def test_a_reading_agrees_with_itself(self, capsys: pytest.CaptureFixture[str]) -> None:
        _, record, _ = run(capsys, "read", SEED, "--format", "jsonl")
        code, out, _ = run(capsys, "evaluate", put("gold.jsonl", record))
        assert code == 0
        assert "END-TO-END 1.000  1.000  1.000" in out
        assert "dates      1.000  1.000  1.000" in out

    def test_a_broken_line_of_gold(self, capsys: pytest.CaptureFixture[str]) -> None:
        gold = put("gold.jsonl", json.dumps({"text": CLEAN, "claims": []}) + "\n{\n")
        code, _, (line,) = run(capsys, "evaluate", gold)
        assert code == 2
        assert line.startswith("claimkit: gold.jsonl:2: broken JSON")

    def test_gold_that_is_no_gold(self, capsys: pytest.CaptureFixture[str]) -> None:
        gold = put("gold.jsonl", json.dumps({"text": CLEAN, "claims": [{"content": 5}]}))
        code, _, (line,) = run(capsys, "evaluate", gold)
        assert code == 2
        assert line.startswith("claimkit: gold.jsonl:1: ")


class TestLab:
    def test_a_folder_that_is_not_there(self, capsys: pytest.CaptureFixture[str]) -> None:
        code, _, (line,) = run(capsys, "lab", "nowhere")
        assert (code, line) == (2, "claimkit: nowhere: no such folder")

    def test_jupyterlab_is_told_to_ask_nobody(
        self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        started: list[list[str]] = []
        monkeypatch.setattr("os.execv", lambda _, command: started.append(command))
        run(capsys, "lab", ".")
        assert "--LabApp.news_url=None" in started[0]


def test_arabic_comes_out_of_a_plain_c_locale() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "claimkit", "read", str(SEED)],
        capture_output=True,
        env={"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"},
        check=True,
    )
    assert "النعمان" in done.stdout.decode()


def test_a_closed_pipe_is_no_error() -> None:
    command = [sys.executable, "-m", "claimkit", "read", str(SEED), "--format", "jsonl"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""


def test_a_failure_of_claimkit_itself_is_not_taken_for_findings(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("a fault")

    monkeypatch.setattr("claimkit.cli.given.articles_in", fail)
    code, _, err = run(capsys, "check", "a.txt")
    assert code == 2
    assert err[-1] == "RuntimeError: a fault"
