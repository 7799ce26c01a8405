"""What was not opened before threads counted it."""

from django.db import migrations
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce


def count(apps, schema_editor):
    Thread, Message = (apps.get_model("inbox", name) for name in ("Thread", "Message"))
    closed = Message.objects.filter(thread=OuterRef("pk"), from_city=True, read_at=None)
    number = closed.order_by().values("thread").annotate(number=Count("pk")).values("number")
    Thread.objects.update(unread=Coalesce(Subquery(number), 0))


class Migration(migrations.Migration):
    dependencies = [("inbox", "0002_threads_know_their_kind")]

    operations = [migrations.RunPython(count, migrations.RunPython.noop)]
