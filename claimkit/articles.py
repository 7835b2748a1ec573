"""Getting articles in, from .txt, .jsonl and .csv or standard input, and telling what cannot be."""

from __future__ import annotations

import codecs
import csv
import datetime as dt
import io
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

from claimkit.language import language
from claimkit.model import Article
from claimkit.records import Record, article_from_record, parse, reading_from_record

LONGEST = 1_000_000  # code points in one article: a book of 300 pages has half of that
_TOO_LONG = f"too long for one article (over {LONGEST:,} characters): split it"
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True, slots=True)
class Unreadable:
    """What could not be read and why; `line` counts from 1, None where the whole file is meant.

    >>> print(Unreadable("news.jsonl", "broken JSON", 3))
    news.jsonl:3: broken JSON
    """

    path: str
    reason: str
    line: int | None = None

    def __str__(self) -> str:
        place = self.path if self.line is None else f"{self.path}:{self.line}"
        return f"{place}: {self.reason}"


Found = Article | Unreadable
T = TypeVar("T")
Reader = Callable[[BinaryIO, str], Iterator[T | Unreadable]]


@dataclass(frozen=True, slots=True)
class Loaded:
    """The articles of a file, as a sequence, and beside them the lines that could not be read."""

    articles: tuple[Article, ...]
    unreadable: tuple[Unreadable, ...] = ()

    def __iter__(self) -> Iterator[Article]:
        return iter(self.articles)

    def __len__(self) -> int:
        return len(self.articles)

    def __getitem__(self, nth: int) -> Article:
        return self.articles[nth]

    def __repr__(self) -> str:
        lines = [f"Loaded({len(self)} articles, {len(self.unreadable)} unreadable)"]
        return "\n  ".join(lines + [str(problem) for problem in self.unreadable])


def load(path: str | Path, lang: str | None = None, published: dt.date | None = None) -> Loaded:
    """The articles of a file; `lang` and `published`, if given, overrule what it says itself.

    A line that cannot be read is kept in `unreadable` and the rest is read; where the file as a
    whole cannot be read, ValueError says why. LookupError: an unknown language. TypeError: what is
    given as `published` is no date.

    >>> article, = load("seeds/000_5ef256accc8a372d.txt")
    >>> article.id, len(article.text)
    ('000_5ef256accc8a372d.txt', 2027)
    """
    if lang is not None:
        language(lang)
    if published is not None and not isinstance(published, dt.date):
        raise TypeError(f"published is no date: try datetime.date.fromisoformat({published!r})")
    found = tuple(articles_in(path))
    problems = tuple(item for item in found if isinstance(item, Unreadable))
    whole = next((problem for problem in problems if problem.line is None), None)
    if whole:
        raise ValueError(str(whole))
    articles = (item for item in found if isinstance(item, Article))
    return Loaded(tuple(overruled(a, lang, published) for a in articles), problems)


def overruled(article: Article, lang: str | None, published: dt.date | None) -> Article:
    """The article with the language and publication date that the user gave, if any."""
    if lang:
        article = replace(article, lang=lang)
    if published:
        extra = {k: v for k, v in article.extra.items() if k != "published_inferred"}
        article = replace(article, published=published, extra=extra)
    return article


def articles_in(path: str | Path) -> Iterator[Found]:
    """What a file holds, one after another, as it is read; "-" is standard input.

    Standard input is taken for records if it begins with a brace, else for the text of one article.
    """
    if str(path) == "-":
        yield from _standard_input(sys.stdin.buffer)
    else:
        yield from _opened(Path(path), _READERS)


def gold_in(path: str | Path) -> Iterator[tuple[Record, Article] | Unreadable]:
    """The records of a .jsonl file, each with its article, to hold a reading against the record."""
    yield from _opened(Path(path), {".jsonl": _gold})


def _opened(path: Path, readers: Mapping[str, Reader[T]]) -> Iterator[T | Unreadable]:
    name, reader = str(path), readers.get(path.suffix.lower())
    try:
        if path.is_dir():
            yield Unreadable(name, "is a folder: name the files in it")
        elif reader is None and path.exists():
            yield Unreadable(name, f"its name does not end in {' or '.join(readers)}")
        else:
            with path.open("rb") as file:
                yield from (reader or next(iter(readers.values())))(file, name)
    except OSError as error:
        yield Unreadable(name, (error.strerror or str(error)).lower())
    except ValueError as error:  # a path with a NUL in it
        yield Unreadable(name.replace("\0", "\\0"), str(error))


def _standard_input(file: BinaryIO) -> Iterator[Found]:
    data = file.read()
    records = data.removeprefix(codecs.BOM_UTF8).lstrip().startswith(b"{")
    yield from (_jsonl if records else _text)(io.BytesIO(data), "<stdin>")


def _text(file: BinaryIO, name: str) -> Iterator[Found]:
    data = file.read(4 * LONGEST + 1)
    if len(data) > 4 * LONGEST:  # no letter has more than four bytes
        yield Unreadable(name, _TOO_LONG)
        return
    try:
        article = Article(_decoded(data), Path(name).name.strip("<>"))
    except UnicodeDecodeError as error:
        yield Unreadable(name, _not_utf8(error), _line_of(error))
    else:
        yield _sound(article, name, None)


def _decoded(data: bytes) -> str:
    """The text of a file: UTF-8, or UTF-16 where a byte order mark says so."""
    return data.decode("utf-16" if data.startswith(_UTF16) else "utf-8-sig")


def _not_utf8(error: UnicodeDecodeError) -> str:
    return (
        f"not UTF-8 (byte 0x{error.object[error.start]:02X}): save it as UTF-8; "
        "old Arabic files are often windows-1256"
    )


def _line_of(error: UnicodeDecodeError) -> int:
    return error.object[: error.start].count(b"\n") + 1


def _sound(article: Article, name: str, line: int | None) -> Found:
    reason = _unsound(article.text)
    return Unreadable(name, reason, line) if reason else article


def _unsound(text: str) -> str | None:
    if not text.strip():
        return "empty: there is no text to read"
    if "\0" in text:
        return "holds NUL characters: this is no text"
    return _TOO_LONG if len(text) > LONGEST else None


def _jsonl(file: BinaryIO, name: str) -> Iterator[Found]:
    for item in _records(file, name):
        yield item if isinstance(item, Unreadable) else item[2]


def _gold(file: BinaryIO, name: str) -> Iterator[tuple[Record, Article] | Unreadable]:
    for item in _records(file, name):
        if isinstance(item, Unreadable):
            yield item
        else:
            number, record, article = item
            try:
                reading_from_record(record)
                yield record, article
            except ValueError as error:
                yield Unreadable(name, str(error), number)


def _records(file: BinaryIO, name: str) -> Iterator[tuple[int, Record, Article] | Unreadable]:
    empty = True
    for number, line in enumerate(_lines(file), 1):
        if line.strip():
            empty = False
            yield _record(line, name, number)
    if empty:
        yield Unreadable(name, "empty: there is no record to read")


def _lines(file: BinaryIO) -> Iterable[bytes]:
    """The lines of a file; a line end is a line feed and no other, as JSON may hold the others."""
    start = file.read(3)
    file.seek(0)
    return _decoded(file.read()).encode().split(b"\n") if start.startswith(_UTF16) else file


def _record(line: bytes, name: str, number: int) -> tuple[int, Record, Article] | Unreadable:
    try:
        record = parse(line.decode("utf-8-sig" if number == 1 else "utf-8"))
    except UnicodeDecodeError as error:
        return Unreadable(name, _not_utf8(error), number)
    except ValueError as error:
        return Unreadable(name, str(error), number)
    article = _article(record, name, number)
    return article if isinstance(article, Unreadable) else (number, record, article)


def _csv(file: BinaryIO, name: str) -> Iterator[Found]:
    try:
        text = _decoded(file.read())
    except UnicodeDecodeError as error:
        yield Unreadable(name, _not_utf8(error), _line_of(error))
        return
    (_, head), *rows = _cells(text) or [(1, [])]
    columns = [cell.strip().lower() for cell in head] if isinstance(head, list) else []
    if "text" not in columns:
        there = ", ".join(columns) or "none"
        yield Unreadable(name, f"no column 'text' in the first line; its columns: {there}")
        return
    for line, row in rows:
        yield from _row(columns, row, name, line)


def _cells(text: str) -> list[tuple[int, list[str] | csv.Error]]:
    """Each row with the line it begins on; an error in place of what cannot be told apart."""
    head = text.partition("\n")[0]
    delimiter = max(",;\t", key=head.count)  # spreadsheets in many countries write semicolons
    before = csv.field_size_limit(len(text) + 1)  # the default refuses a long article
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    cells: list[tuple[int, list[str] | csv.Error]] = []
    line = 1
    try:
        for row in rows:
            cells.append((line, row))
            line = rows.line_num + 1
    except csv.Error as error:
        cells.append((line, error))
    finally:
        csv.field_size_limit(before)
    return cells


def _row(columns: list[str], row: list[str] | csv.Error, name: str, line: int) -> Iterator[Found]:
    if isinstance(row, csv.Error):
        yield Unreadable(name, f"broken CSV, not read from here on: {row}", line)
    elif len(row) > len(columns):
        yield Unreadable(name, f"{len(row)} cells under {len(columns)} columns", line)
    elif any(row):
        fields = dict(zip(columns, row, strict=False))
        yield _article(fields, name, line)


def _article(fields: Mapping[str, Any], name: str, line: int) -> Found:
    try:
        article = article_from_record(fields, f"{Path(name).name.strip('<>')}:{line}")
    except (ValueError, LookupError) as error:
        return Unreadable(name, str(error), line)
    return _sound(article, name, line)


_READERS: dict[str, Reader[Article]] = {".txt": _text, ".jsonl": _jsonl, ".csv": _csv}
