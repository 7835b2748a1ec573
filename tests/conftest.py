"""What tests share: Debian's chromium, offline, in light or dark; ledgers on both databases."""

import os
import shutil
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from tests import postgres as postgres_server

# Where it is missing this says so; CI must not go green without having looked.
CHROMIUM = shutil.which("chromium")
_QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update",
)  # fmt: skip


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    if CHROMIUM is None:
        why = "there is no chromium here: apt install chromium"
        pytest.fail(why) if os.environ.get("CI") == "true" else pytest.skip(why)
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=30_000)  # a shared machine may be slow, which is no failure
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=list(_QUIET))
        yield chromium
        chromium.close()


@pytest.fixture(params=["light", "dark"])
def scheme(request: pytest.FixtureRequest) -> str:
    return str(request.param)


class Watched:
    """A page, and all that it should never have done: requests, dialogs, errors."""

    def __init__(self, browser: Any, **options: Any) -> None:
        self.page = browser.new_page(**options)
        self.done: list[str] = []
        self.page.on("request", lambda request: self._requested(request.url))
        self.page.on("dialog", self._opened)
        self.page.on("pageerror", lambda error: self.done.append(f"error {error}"))

    def _requested(self, url: str) -> None:
        own = ("data:text/javascript;base64,", "file://", "http://127.0.0.1:", "blob:")
        if not url.startswith(own) and url != "about:blank":
            self.done.append(f"request {url}")

    def _opened(self, dialog: Any) -> None:
        self.done.append(f"dialog {dialog.message}")
        dialog.dismiss()


@pytest.fixture
def watched(browser: Any) -> Iterator[Any]:
    """Opens watched pages; afterwards none of them may have asked for anything."""
    opened: list[Watched] = []

    def start(**options: Any) -> Any:
        opened.append(Watched(browser, **options))
        return opened[-1].page

    yield start
    done = [event for each in opened for event in each.done]
    for each in opened:
        each.page.close()
    assert not done


@pytest.fixture
def save(tmp_path: Path) -> Any:
    """Writes a page to a file and gives its address."""

    def write(html: str) -> str:
        file = tmp_path / "page.html"
        file.write_text(html, encoding="utf-8")
        return file.as_uri()

    return write


@pytest.fixture(scope="session")
def postgres() -> Iterator[Callable[[], str]]:
    """Makes a new database on a real server and gives its address."""
    if why := postgres_server.why_not():
        pytest.fail(why) if os.environ.get("CI") == "true" else pytest.skip(why)
    import psycopg

    numbers = count(1)
    with postgres_server.server() as address:

        def fresh() -> str:
            name = f"ledger{next(numbers)}"
            plain = address.replace("+psycopg", "")
            with psycopg.connect(f"{plain}/postgres", autocommit=True) as connection:
                connection.execute(f"CREATE DATABASE {name}")
            return f"{address}/{name}"

        yield fresh


@pytest.fixture(params=["sqlite", "postgresql"])
def ledger_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty ledger; every test that asks for it runs on both databases."""
    if request.param == "sqlite":
        return str(tmp_path / "claims.db")
    return str(request.getfixturevalue("postgres")())
