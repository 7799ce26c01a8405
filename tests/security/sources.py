"""The program read as trees: what a test wants to find in the sources rather than in an answer."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.conf import settings


@cache
def programs() -> dict[str, ast.Module]:
    """Every file of the package, tests and migrations left out, by its path in it."""
    files = [file for file in settings.PACKAGE.rglob("*.py") if not {"tests", "migrations"} & set(file.parts)]
    return {str(file.relative_to(settings.PACKAGE)): ast.parse(file.read_text()) for file in sorted(files)}


def migrations() -> dict[str, ast.Module]:
    files = [file for file in settings.PACKAGE.rglob("*.py") if "migrations" in file.parts]
    return {str(file.relative_to(settings.PACKAGE)): ast.parse(file.read_text()) for file in sorted(files)}


def templates() -> dict[str, str]:
    """Every template by its path in the package, and the letters and texts beside them."""
    files = [file for file in settings.PACKAGE.rglob("*") if file.suffix in (".html", ".txt") and _is_template(file)]
    return {str(file.relative_to(settings.PACKAGE)): file.read_text() for file in sorted(files)}


def calls(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    """Each call with the dotted name it is made under: ``re.compile``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func), node


def _is_template(file: Path) -> bool:
    return "templates" in file.parts and "tests" not in file.parts
