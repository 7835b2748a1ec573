"""JupyterLab, Notebook and Voila on loopback, each with folders of its own, for browser tests."""

import contextlib
import json
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_TOKEN = "test"
_QUIET = {
    "@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False}
}


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextlib.contextmanager
def serving(*command: str, port: int) -> Iterator[str]:
    """The address of a server, which ends with the block."""
    with tempfile.TemporaryDirectory() as folder:
        places = {f"JUPYTER_{p}_DIR": f"{folder}/{p}" for p in ("CONFIG", "DATA", "RUNTIME")}
        lab = {f"JUPYTERLAB_{p}_DIR": f"{folder}/{p}" for p in ("SETTINGS", "WORKSPACES")}
        settings = Path(folder, "CONFIG", "labconfig", "default_setting_overrides.json")
        settings.parent.mkdir(parents=True)
        settings.write_text(json.dumps(_QUIET))
        with Path(folder, "log").open("wb") as log:
            env = {**os.environ, **places, **lab}
            server = subprocess.Popen(
                [sys.executable, "-m", *command], env=env, stdout=log, stderr=log
            )
            try:
                yield f"http://127.0.0.1:{port}/"
            finally:
                server.terminate()
                server.wait(timeout=30)


def voila(notebook: Path) -> contextlib.AbstractContextManager[str]:
    """A notebook, served by Voila with a kernel of its own for each visit."""
    port = free_port()
    options = ("--no-browser", f"--port={port}", "--Voila.ip=127.0.0.1")
    return serving("voila", str(notebook), *options, port=port)


def app(*arguments: str) -> contextlib.AbstractContextManager[str]:
    """What `claimkit app` serves."""
    port = free_port()
    return serving("claimkit", "app", *arguments, "--no-browser", f"--port={port}", port=port)


def jupyter(folder: Path, which: str) -> contextlib.AbstractContextManager[str]:
    """JupyterLab ("jupyterlab") or Notebook 7 ("notebook") on a folder."""
    port = free_port()
    return serving(
        which, "--no-browser", "--allow-root", "--ServerApp.ip=127.0.0.1",
        f"--ServerApp.port={port}", "--ServerApp.port_retries=0",
        f"--IdentityProvider.token={_TOKEN}", f"--ServerApp.root_dir={folder}", port=port,
    )  # fmt: skip


def _answered(page: Any) -> None:
    """A dialog of the host's own (which kernel, what has changed) is answered with its default."""
    accept = page.locator(".jp-Dialog .jp-mod-accept")
    page.add_locator_handler(page.locator(".jp-Dialog"), lambda: accept.first.click())


@contextlib.contextmanager
def alone(browser: Any, address: str, path: str = "", **options: Any) -> Iterator[Any]:
    """A page that can reach its own server and nothing else."""
    from playwright.sync_api import Error

    page = browser.new_page(**options)
    _answered(page)
    page.route(lambda url: not url.startswith((address, "blob:")), lambda route: route.abort())
    for _ in range(300):  # the server listens when it is ready
        try:
            page.goto(f"{address}{path}")
            break
        except Error:
            page.wait_for_timeout(100)
    yield page
    page.close()


def notebook(browser: Any, address: str, name: str, which: str) -> Any:
    """A notebook, opened in JupyterLab or in Notebook 7."""
    place = "lab/tree" if which == "jupyterlab" else "notebooks"
    return alone(
        browser, address, f"{place}/{name}?token={_TOKEN}",
        viewport={"width": 1400, "height": 1600},
    )  # fmt: skip
