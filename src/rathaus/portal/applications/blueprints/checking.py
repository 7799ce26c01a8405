"""Finds every fault of a service's folder before it is published."""

from collections.abc import Callable, Iterator

from rathaus.lib.toml import ContentFault
from rathaus.portal.applications.blueprints import example_checks, expression_checks, name_checks, reachability
from rathaus.portal.applications.blueprints.assembly import Unsound, assemble
from rathaus.portal.applications.blueprints.blueprint import Blueprint
from rathaus.portal.applications.blueprints.reading import Folder, Source, read_toml
from rathaus.portal.applications.blueprints.tables import Mistake

Check = Callable[[Blueprint], Iterator[Mistake]]
STAGES: tuple[tuple[Check, ...], ...] = (
    (name_checks.mistakes,),
    (expression_checks.mistakes,),
    (reachability.mistakes,),
)
"""Each stage may rely on what the ones before it found in order."""


def check(folder: Folder) -> list[ContentFault]:
    """All faults, in the order of the files."""
    sources = [folder.application, *folder.lists.values(), *folder.examples.values()]
    unreadable = [ContentFault(source.file, source.line(()), source.error) for source in sources if source.error]
    return unreadable or sorted({*_list_faults(folder), *_application_faults(folder)})


def _application_faults(folder: Folder) -> Iterator[ContentFault]:
    try:
        blueprint = assemble(folder.content)
    except Unsound as error:
        yield from _placed(folder.application, error.mistakes)
        return
    for stage in STAGES:
        found = [mistake for check_all in stage for mistake in check_all(blueprint)]
        yield from _placed(folder.application, found)
        if found:
            return
    yield from _level_faults(folder, blueprint)
    for source in folder.examples.values():
        yield from _placed(source, example_checks.mistakes(blueprint, source.table))


def _level_faults(folder: Folder, blueprint: Blueprint) -> Iterator[ContentFault]:
    """The service's page promises what the application then asks for."""
    described = read_toml(folder.path / "service.toml")
    promised = described.table.get("trust_level", "none")
    if described.table and promised != blueprint.trust_level:
        line = described.line(("trust_level",))
        yield ContentFault(described.file, line, f"trust_level is {blueprint.trust_level!r} in application.toml")


def _list_faults(folder: Folder) -> Iterator[ContentFault]:
    for source in folder.lists.values():
        rows = source.table.get("options")
        if not isinstance(rows, list) or not rows:
            yield ContentFault(source.file, 1, "the list has no [[options]]")
            continue
        seen: set[str] = set()
        for index, row in enumerate(rows):
            line = source.line(("options", index))
            if not isinstance(row, dict) or not isinstance(row.get("value"), str):
                yield ContentFault(source.file, line, "'value' is missing")
            elif row["value"] in seen:
                yield ContentFault(source.file, line, f"value {row['value']!r} is there twice")
            elif not all(isinstance(entry, str) for entry in row.values()):
                yield ContentFault(source.file, line, "every column must be a text")
            else:
                seen.add(row["value"])


def _placed(source: Source, mistakes: list[Mistake] | Iterator[Mistake]) -> Iterator[ContentFault]:
    return (ContentFault(source.file, source.line(mistake.place), mistake.message) for mistake in mistakes)
