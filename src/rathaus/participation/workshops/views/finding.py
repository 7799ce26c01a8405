"""Finding what a page is about, with all it shows."""

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from rathaus.participation.ideas.models import Idea
from rathaus.participation.workshops.models import Workshop

MOST_IDEAS = 100


def workshop_of(slug: str) -> Workshop:
    """The workshop with this address; Http404 otherwise."""
    return get_object_or_404(Workshop.objects.select_related("series"), slug=slug)


def ideas_from(workshop: Workshop) -> QuerySet[Idea]:
    """Public ideas that came from it or one of its tables: their origin lies below its address."""
    below = Idea.objects.public().filter(field=workshop.field, origin_link__startswith=workshop.get_absolute_url())
    return below.order_by("number")[:MOST_IDEAS]
