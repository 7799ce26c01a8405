"""Long work for one person."""

from django_tasks import task

from rathaus.entrances.my import packing


@task()
def make_export(export_id: str) -> None:
    """Put together the ZIP of all that is held about her; one that is ready or gone is left alone."""
    packing.pack(export_id)
