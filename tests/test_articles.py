"""Files as people really have them: what is readable is read, the rest is named with its line."""

import datetime as dt
import io
import json
import sys
from pathlib import Path

import pytest

from claimkit.articles import LONGEST, Loaded, Unreadable, articles_in, load
from claimkit.model import Article

TEXT = "أعلنت وزارة النقل افتتاح الخط الجديد.\r\nوقالت إن الرحلات يومية.\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def put(name: str, content: str | bytes) -> str:
    data = content.encode() if isinstance(content, str) else content
    Path(name).write_bytes(data)
    return name


def found(path: str) -> tuple[list[Article], list[str]]:
    items = list(articles_in(path))
    return (
        [item for item in items if isinstance(item, Article)],
        [str(item) for item in items if isinstance(item, Unreadable)],
    )


@pytest.mark.usefixtures("folder")
class TestText:
    def test_the_text_is_what_came_in(self) -> None:
        (article,) = load(put("خبر.txt", TEXT))
        assert article.text == TEXT
        assert article.id == "خبر.txt"
        assert article.published is None

    def test_a_byte_order_mark_is_no_text(self) -> None:
        (article,) = load(put("a.txt", b"\xef\xbb\xbf" + TEXT.encode()))
        assert article.text == TEXT

    @pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
    def test_utf16_that_says_so_is_read(self, encoding: str) -> None:
        (article,) = load(put("a.txt", ("\ufeff" + TEXT).encode(encoding)))
        assert article.text == TEXT

    def test_windows_1256_is_named_with_its_line(self) -> None:
        path = put("a.txt", b"first\n" + "قال".encode("cp1256"))
        assert found(path) == (
            [],
            [
                "a.txt:2: not UTF-8 (byte 0xDE): save it as UTF-8; "
                "old Arabic files are often windows-1256"
            ],
        )

    @pytest.mark.parametrize(
        ("content", "reason"),
        [
            ("", "a.txt: empty"),
            (" \n\t", "a.txt: empty"),
            ("\ufeff", "a.txt: empty"),
            ("قال\0", "a.txt: holds NUL"),
            ("ق" * (LONGEST + 1), "a.txt: too long"),
            ("x" * 5_000_000, "a.txt: too long"),
            ("قال إن " * 450_000, "a.txt: too long"),
            (TEXT.encode("utf-16-le"), "a.txt: holds NUL"),
            (b"\xff\xfe\x00", "a.txt:1: not UTF-8"),
        ],
        ids=lambda content: repr(content)[:20],
    )
    def test_what_is_no_article(self, content: str | bytes, reason: str) -> None:
        articles, (problem,) = found(put("a.txt", content))
        assert problem.startswith(reason)
        assert not articles

    def test_the_longest_article(self) -> None:
        articles, problems = found(put("a.txt", "ق" * LONGEST))
        assert len(articles) == 1
        assert not problems


@pytest.mark.usefixtures("folder")
class TestPlaces:
    def test_what_is_not_there(self) -> None:
        assert found("a.txt") == ([], ["a.txt: no such file or directory"])
        assert found("a") == ([], ["a: no such file or directory"])

    def test_a_folder(self) -> None:
        Path("news").mkdir()
        assert found("news") == ([], ["news: is a folder: name the files in it"])

    def test_another_kind_of_file(self) -> None:
        path = put("a.docx", b"PK")
        assert found(path) == ([], ["a.docx: its name does not end in .txt or .jsonl or .csv"])

    def test_a_nul_in_the_path(self) -> None:
        assert len(found("a\0.txt")[1]) == 1

    def test_load_raises_where_a_whole_file_cannot_be_read(self) -> None:
        with pytest.raises(ValueError, match=r"a\.txt: no such file"):
            load("a.txt")

    @pytest.mark.parametrize(
        ("data", "identifier"),
        [(TEXT.encode(), "stdin"), (json.dumps({"text": TEXT}).encode(), "stdin:1")],
    )
    def test_standard_input(
        self, monkeypatch: pytest.MonkeyPatch, data: bytes, identifier: str
    ) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
        (article,) = load("-")
        assert (article.id, article.text) == (identifier, TEXT)


@pytest.mark.usefixtures("folder")
class TestRecords:
    def test_broken_lines_are_named_and_the_rest_is_read(self) -> None:
        good = json.dumps({"id": "a", "text": TEXT, "published": "2025-11-07"})
        lines = [
            good,
            '{"text": ',
            "",
            '{"title": "بلا نص"}',
            '{"text": "قال", "lang": "xx"}',
            '{"text": "قال", "published": "أمس"}',
            '{"text": "  "}',
            json.dumps({"text": TEXT}),
        ]
        articles, problems = found(put("x.jsonl", "\n".join(lines)))
        assert [article.id for article in articles] == ["a", "x.jsonl:8"]
        assert articles[0].published == dt.date(2025, 11, 7)
        assert [problem.split(":")[1] for problem in problems] == ["2", "4", "5", "6", "7"]

    def test_a_line_that_is_not_utf8_does_not_stop_the_others(self) -> None:
        lines = [b'{"text": "\xc7\xe1"}', json.dumps({"text": TEXT}).encode()]
        articles, (problem,) = found(put("x.jsonl", b"\r\n".join(lines)))
        assert problem.startswith("x.jsonl:1: not UTF-8")
        assert articles[0].text == TEXT

    def test_a_line_separator_inside_a_text_ends_no_line(self) -> None:
        (article,) = load(put("x.jsonl", '{"text": "قال\u2028نعم\x85"}'))
        assert article.text == "قال\u2028نعم\x85"

    def test_a_byte_order_mark_and_utf16(self) -> None:
        line = json.dumps({"text": TEXT}, ensure_ascii=False)
        assert load(put("x.jsonl", "\ufeff" + line))[0].text == TEXT
        assert load(put("x.jsonl", ("\ufeff" + line).encode("utf-16-le")))[0].text == TEXT

    def test_an_empty_file(self) -> None:
        assert found(put("x.jsonl", "\n \n")) == (
            [],
            ["x.jsonl: empty: there is no record to read"],
        )

    def test_what_the_user_says_overrules_the_record(self) -> None:
        path = put("x.jsonl", '{"text": "Yes", "published": "2025-01-01", "lang": "ar"}')
        (article,) = load(path, lang="en", published=dt.date(2025, 2, 2))
        assert (article.lang, article.published) == ("en", dt.date(2025, 2, 2))

    def test_an_unknown_language_is_a_misuse(self) -> None:
        with pytest.raises(LookupError, match="there are ar"):
            load(put("x.jsonl", '{"text": "Yes"}'), lang="xx")

    def test_what_was_loaded_shows_what_was_not(self) -> None:
        loaded = load(put("x.jsonl", '{"text": "قال"}\n{'))
        assert isinstance(loaded, Loaded)
        assert "1 articles, 1 unreadable" in repr(loaded)
        assert "x.jsonl:2: broken JSON" in repr(loaded)


@pytest.mark.usefixtures("folder")
class TestTables:
    def test_a_spreadsheet_with_semicolons(self) -> None:
        rows = (
            f'\ufeffId;Text;Published;desk\r\n7;"{TEXT}";2025-11-07;محليات\r\n;"قال ""نعم""";;\r\n'
        )
        first, second = load(put("x.csv", rows))
        assert (first.id, first.text, first.extra["desk"]) == ("7", TEXT, "محليات")
        assert (second.id, second.text, second.published) == ("x.csv:5", 'قال "نعم"', None)

    def test_rows_that_cannot_be_read(self) -> None:
        rows = "id,text,published\n1,قال,أمس\n2,,2025-01-01\n3,قال,2025-01-01,x\n4,قال\n,,\n"
        articles, problems = found(put("x.csv", rows))
        assert [article.id for article in articles] == ["4"]
        assert [problem.split(":")[1] for problem in problems] == ["2", "3", "4"]

    def test_no_column_with_the_text(self) -> None:
        _, (problem,) = found(put("x.csv", "id,body\n1,قال\n"))
        assert problem == "x.csv: no column 'text' in the first line; its columns: id, body"

    def test_an_empty_file(self) -> None:
        assert len(found(put("x.csv", ""))[1]) == 1

    def test_an_open_quotation_mark_does_not_hide_the_rows_before_it(self) -> None:
        articles, (problem,) = found(put("x.csv", 'text\nقال\n"نعم\n'))
        assert [article.text for article in articles] == ["قال"]
        assert problem.startswith("x.csv:3: broken CSV")

    def test_a_long_article_is_no_broken_table(self) -> None:
        (article,) = load(put("x.csv", "text\n" + "قال " * 50_000))
        assert len(article.text) == 200_000


def test_the_seed_is_the_file_it_should_be() -> None:
    from hashlib import sha256

    seed = Path(__file__).parent.parent / "seeds" / "000_5ef256accc8a372d.txt"
    digest = sha256(seed.read_bytes()).hexdigest()
    assert digest == "27d6f1f1f2007b3ff77833b67f15bb2695997976c7153acec5a42dad6fc27f39"
    (article,) = load(seed)
    assert article.text.encode() == seed.read_bytes()
