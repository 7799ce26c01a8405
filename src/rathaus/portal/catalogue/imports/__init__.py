"""Formats of other catalogues; each is one file with one function that reads a folder into a ``Catalogue``.

A new format: write the function, name it in ``FORMATS``.
"""

from collections.abc import Callable
from pathlib import Path

from rathaus.portal.catalogue.imports.catalogue import Catalogue, Unreadable
from rathaus.portal.catalogue.imports.dldb import read_dldb

FORMATS: dict[str, Callable[[Path], Catalogue]] = {"dldb": read_dldb}

__all__ = ["FORMATS", "Catalogue", "Unreadable"]
