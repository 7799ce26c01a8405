"""Threads of cases from before say which service they are about."""

from django.db import migrations
from django.db.models import OuterRef, Subquery


def name_topics(apps, schema_editor):
    Thread, Case = apps.get_model("inbox", "Thread"), apps.get_model("cases", "Case")
    slug = Case.objects.filter(thread=OuterRef("pk")).values("service__slug")[:1]
    cases = Case.objects.values("thread")
    Thread.objects.filter(topic="", pk__in=cases).update(topic=Subquery(slug))


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial"), ("inbox", "0003_threads_count_unread")]

    operations = [migrations.RunPython(name_topics, migrations.RunPython.noop)]
