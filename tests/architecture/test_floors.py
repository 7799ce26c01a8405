"""The house stands: relations lead down, and every module looks the same."""

import ast
import re
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db.models import Field, Model

FLOORS = ["lib", "foundation", "portal participation", "entrances integrations", "config"]
DRAWERS = {"utils", "util", "common", "helpers", "helper", "base", "manager", "managers", "misc"}
MOST_LINES = 300
PROGRAM = sorted(file for file in settings.PACKAGE.rglob("*.py") if "migrations" not in file.parts)
MODULES = sorted(file.parent for file in settings.PACKAGE.rglob("apps.py"))


def test_no_relation_points_to_a_higher_floor() -> None:
    upward = [
        f"{model.__name__}.{field.name}"
        for model, field in _relations_across_modules()
        if _floor(field.related_model) > _floor(model)
    ]
    assert upward == []


def test_relations_across_modules_leave_no_way_back() -> None:
    with_way_back = [
        f"{model.__name__}.{field.name}"
        for model, field in _relations_across_modules()
        if not field.remote_field.hidden and (model.__name__, field.name) not in WAYS_BACK
    ]
    assert with_way_back == []


WAYS_BACK = {("Membership", "person")}
"""A person's memberships, of the floor above nobody but offices asks."""


def test_every_module_has_its_card() -> None:
    cards = {module: ast.get_docstring(ast.parse((module / "__init__.py").read_text())) for module in MODULES}
    assert [str(module) for module, card in cards.items() if not card or len(card.splitlines()) > 8] == []


def test_there_are_no_drawers() -> None:
    drawers = {
        str(file) for file in map(_inside, PROGRAM) if DRAWERS & {part.removesuffix(".py") for part in file.parts}
    }
    assert drawers == NAMED_BY_DJANGO


NAMED_BY_DJANGO = {"lib/late_sqlite/base.py", "lib/pooled_postgresql/base.py"}
"""Where Django looks for the ``DatabaseWrapper`` of a database engine."""


def test_no_file_is_long() -> None:
    lengths = {str(_inside(file)): len(file.read_text().splitlines()) for file in PROGRAM}
    assert {name: length for name, length in lengths.items() if length > MOST_LINES} == {}


def test_every_setting_from_outside_is_in_the_example() -> None:
    read = re.compile(r"""(?:env\.\w+|os\.environ\.get)\(\s*"([A-Z_]+)\"""")
    sources = [*(settings.PACKAGE / "config").glob("*.py"), *(settings.ROOT / "scripts").glob("*.py")]
    used = {name for source in sources for name in read.findall(source.read_text())} - {"PATH"}
    listed = set(re.findall(r"^#? ?([A-Z_]+)=", (settings.ROOT / ".env.example").read_text(), re.MULTILINE))
    assert listed == used


def _inside(file: Path) -> Path:
    return file.relative_to(settings.PACKAGE)


def _relations_across_modules() -> list[tuple[type[Model], Field]]:
    ours = [model for model in apps.get_models() if model.__module__.startswith("rathaus.")]
    return [
        (model, field)
        for model in ours
        for field in [*model._meta.fields, *model._meta.many_to_many]
        if field.is_relation
        and field.related_model.__module__.startswith("rathaus.")
        and field.related_model._meta.app_label != model._meta.app_label
    ]


def _floor(model: type[Model]) -> int:
    name = model.__module__.split(".")[1]
    return next(number for number, floor in enumerate(FLOORS) if name in floor.split())
