"""A real PostgreSQL on loopback for the tests: Debian's package, started as an ordinary user."""

import contextlib
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

_USER = "claimkit"


def program(name: str) -> str | None:
    """Debian keeps the server's programs out of the way."""
    kept = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    return shutil.which(name) or (str(kept[-1]) if kept else None)


def why_not() -> str | None:
    """What is missing, None where a server can be started."""
    if program("initdb") is None or program("postgres") is None:
        return "there is no PostgreSQL here: apt install postgresql"
    if os.geteuid() == 0 and _somebody() is None:
        return "PostgreSQL does not run as root, and there is no user postgres or nobody"
    return None


def _somebody() -> str | None:
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name).pw_name
    return None


@contextlib.contextmanager
def server() -> Iterator[str]:
    """The address of a server without its database's name; it ends with the block."""
    folder = Path(tempfile.mkdtemp(prefix="claimkit-postgres-"))
    user = _somebody() if os.geteuid() == 0 else None
    if user:
        shutil.chown(folder, user)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    data, log = folder / "data", folder / "log"
    made = [program("initdb"), "-D", data, "-U", _USER, "-A", "trust", "-E", "UTF8", "--no-locale"]
    subprocess.run(made, check=True, user=user, stdout=subprocess.DEVNULL, cwd=folder)
    settings = ["-c", "listen_addresses=127.0.0.1", "-c", f"unix_socket_directories={folder}"]
    run = [program("postgres"), "-D", data, "-p", str(port), *settings]
    with log.open("wb") as told:
        process = subprocess.Popen(run, user=user, stdout=told, stderr=told, cwd=folder)
    try:
        _wait(port, process, log)
        yield f"postgresql+psycopg://{_USER}@127.0.0.1:{port}"
    finally:
        process.send_signal(signal.SIGINT)  # PostgreSQL's fast way out: it does not wait for us
        process.wait(30)
        shutil.rmtree(folder, ignore_errors=True)


def _wait(port: int, process: "subprocess.Popen[bytes]", log: Path) -> None:
    import psycopg

    for _ in range(200):
        if process.poll() is not None:
            break
        with contextlib.suppress(psycopg.OperationalError):
            psycopg.connect(host="127.0.0.1", port=port, user=_USER, dbname="postgres").close()
            return
        time.sleep(0.05)
    raise RuntimeError(f"PostgreSQL did not start: {log.read_text(errors='replace')}")
