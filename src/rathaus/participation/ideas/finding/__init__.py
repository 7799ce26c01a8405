"""Finding ideas: ``matching`` what one types, ``similar_to`` what one writes.

One mechanism for every database: a table of stems and a table of which idea has which (see decision 9), written by
``index`` in the transaction that changes the idea. How much is read is bounded, however many ideas there are.
"""

from rathaus.participation.ideas.finding.indexing import index, index_unfiled, unindex
from rathaus.participation.ideas.finding.search import Way, matching, way_to
from rathaus.participation.ideas.finding.similarity import similar_to

__all__ = ["Way", "index", "index_unfiled", "matching", "similar_to", "unindex", "way_to"]
