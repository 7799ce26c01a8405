"""README and docs tell of this house as it is: links, settings, modules, commands, cast."""

import ast
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import get_commands

from rathaus.integrations.demo.cast import CAST, PASSWORD

ROOT = settings.ROOT
README = (ROOT / "README.md").read_text()
OPERATIONS = (ROOT / "docs" / "operations" / "README.md").read_text()
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\(([^)\s]+)\)", page.read_text())
    here = [target.partition("#")[0] for target in targets if not re.match(r"[a-z]+:|#", target)]
    assert [target for target in here if not (page.parent / target).exists()] == []


def test_every_command_in_the_documents_exists() -> None:
    named = {name for page in PAGES for name in re.findall(r"(?:`|bin/)rathaus ([a-z][a-z-]*)", page.read_text())}
    assert sorted(name for name in named if name.replace("-", "_") not in get_commands()) == []


def test_every_make_target_in_the_documents_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    named = {name for page in PAGES for name in re.findall(r"`make ([a-z-]+)", page.read_text())}
    assert sorted(named - targets) == []


def test_the_operations_page_tells_every_setting() -> None:
    listed = set(re.findall(r"^#? ?([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))
    assert set(re.findall(r"^\| `([A-Z_]+)` \|", OPERATIONS, re.MULTILINE)) == listed


def test_the_map_names_every_module_and_each_has_its_card() -> None:
    named = set(re.findall(r"^\| \d? ?\| `([a-z_/]+)` \|", README, re.MULTILINE))
    modules = {str(file.parent.relative_to(settings.PACKAGE)) for file in settings.PACKAGE.rglob("apps.py")}
    assert named - modules == {"config", "lib"}
    assert modules - named == set()
    assert [name for name in sorted(named) if not _card(name)] == []


def test_the_readme_lists_every_command_of_ours() -> None:
    listed = set(re.findall(r"^\| `rathaus ([a-z-]+)", README, re.MULTILINE))
    ours = {name for name, app in get_commands().items() if app.startswith("rathaus.")}
    assert listed == {name.replace("_", "-") for name in ours}


def test_the_readme_introduces_the_whole_cast() -> None:
    assert set(re.findall(r"`([a-z]+@rathaus\.example)`", README)) == {member.email for member in CAST.values()}
    assert f"`{PASSWORD}`" in README


def test_every_command_and_target_on_these_pages_exists() -> None:
    text = "".join(page.read_text() for page in PAGES)
    commands = {name.replace("-", "_") for name in re.findall(r"(?:bin/|`)rathaus ([a-z][a-z-]*)", text)}
    assert commands - get_commands().keys() == set()
    targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert set(re.findall(r"`make ([a-z-]+)", text)) - set(targets) == set()


def _card(module: str) -> str | None:
    return ast.get_docstring(ast.parse((settings.PACKAGE / module / "__init__.py").read_text()))
