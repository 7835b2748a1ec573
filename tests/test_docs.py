"""The manual is complete: every public name, command and check is in it, and its examples run."""

import re
from pathlib import Path

import pytest

import claimkit
from claimkit.checks import ACROSS, examine
from claimkit.model import Article
from claimkit.reading import read

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
TEXTS = [ROOT / name for name in ("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "Makefile")]


@pytest.mark.parametrize("name", claimkit.__all__)
def test_every_public_name_exists_and_is_in_the_manual(name: str) -> None:
    assert getattr(claimkit, name).__doc__
    assert re.search(rf"`[^`]*\b{name}\b", README)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'truth'"):
        _ = claimkit.truth  # type: ignore[attr-defined]


def test_the_front_door_shows_what_is_behind_it() -> None:
    assert set(claimkit.__all__) <= set(dir(claimkit))


CHECKS = sorted({run.check for run in examine(read(Article("قال الوزير نعم."))).runs} | set(ACROSS))


@pytest.mark.parametrize("check", CHECKS)
def test_every_check_is_in_the_manual(check: str) -> None:
    assert f"`{check}`" in README


@pytest.mark.parametrize(
    "command", ["read", "check", "trace", "report", "evaluate", "lab", "ledger"]
)
def test_every_command_is_in_the_manual(command: str) -> None:
    assert re.search(rf"`{command} ", README)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_links_lead_somewhere(path: Path) -> None:
    for link in re.findall(r'(?:\]\(|src="|srcset=")([^)#"]+)', path.read_text(encoding="utf-8")):
        assert link.startswith("https://") or (ROOT / link).exists(), link


def test_the_lock_file_names_no_place_to_download_from() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in lock
    assert not re.search(r"^\s*--(?!hash=)", lock, re.MULTILINE)


def test_every_locked_package_has_a_hash() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    packages = re.split(r"^(?=\S+==)", lock, flags=re.MULTILINE)[1:]
    assert len(packages) > 100
    assert all("--hash=sha256:" in package for package in packages)


def test_the_version_is_the_same_everywhere() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == claimkit.__version__


@pytest.mark.parametrize("name", claimkit.__all__)
def test_no_room_hides_a_public_name(name: str) -> None:
    """A module of that name would take its place once it is imported (`claimkit.trace`)."""
    assert not (ROOT / "claimkit" / f"{name}.py").exists()
    assert not (ROOT / "claimkit" / name).exists()
