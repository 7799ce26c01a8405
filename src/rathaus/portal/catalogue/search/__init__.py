"""The search: ``find`` answers a question, ``suggest`` helps while typing.

One mechanism for every database: the index is printed by ``printing`` after each change, and read by ``index``.
"""

from rathaus.portal.catalogue.search.finding import Answer, Found, Result, find, suggest

__all__ = ["Answer", "Found", "Result", "find", "suggest"]
