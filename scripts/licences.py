"""Checks that all that Rathaus is delivered with has a licence that fits the EUPL; names what does not."""

import re
import sys
import tomllib
from importlib.metadata import PackageNotFoundError, distribution
from itertools import chain

from install import ROOT

FITTING = re.compile(
    r"MIT|BSD|Apache|ISC|PSF|Python Software Foundation|MPL|Mozilla|LGPL|Lesser|Unlicense|HPND|CC0|EUPL|0BSD|zlib|Zlib|"
    r"Public Domain|Blue Oak",
    re.IGNORECASE,
)
"""Compatible with the EUPL-1.2 when used as a library."""

READ_BY_HAND = {"pysqlite3": "zlib"}
"""Packages whose metadata is silent: name → the licence its source carries."""


def main() -> int:
    licences = {name: licence_of(name) for name in delivered("rathaus")}
    unfit = {name: licence for name, licence in licences.items() if not FITTING.search(licence)}
    for name, licence in sorted(unfit.items()):
        print(f"{name}: {licence[:200]}", file=sys.stderr)
    return 1 if unfit else 0


def delivered(root: str) -> set[str]:
    """The packages that ``root`` needs to run, at any depth; what only tests and checks need is not delivered."""
    with (ROOT / "uv.lock").open("rb") as file:
        packages = {package["name"]: package for package in tomllib.load(file)["package"]}
    found: set[str] = set()
    waiting = [root]
    while waiting:
        package = packages[waiting.pop()]
        needs = [*package.get("dependencies", []), *chain(*package.get("optional-dependencies", {}).values())]
        new = {need["name"] for need in needs} - found
        found |= new
        waiting += new
    return {name for name in found if is_installed(name)}


def is_installed(name: str) -> bool:
    """Some packages are for other systems or Python versions only."""
    try:
        distribution(name)
    except PackageNotFoundError:
        return False
    return True


def licence_of(name: str) -> str:
    """What the package says of its licence, in any of the three places for it."""
    if name in READ_BY_HAND:
        return READ_BY_HAND[name]
    metadata = distribution(name).metadata
    said = chain.from_iterable(
        metadata.get_all(field) or [] for field in ("License-Expression", "License", "Classifier")
    )
    return "; ".join(text for text in said if "::" not in text or text.startswith("License ::")) or "?"


if __name__ == "__main__":
    sys.exit(main())
