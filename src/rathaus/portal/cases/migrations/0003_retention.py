"""Cases know until when they are kept; of those that went bare figures stay."""

from datetime import date, timedelta

import django.db.models.deletion
from django.db import migrations, models
from django.utils import timezone

TEN_YEARS = 10
"""No definition said otherwise until now."""


def count_ten_years(apps, schema_editor):
    Case = apps.get_model("cases", "Case")
    for case in Case.objects.filter(finished_at__isnull=False).only("finished_at").iterator():
        finished = timezone.localdate(case.finished_at)
        end = _same_day(finished)
        Case.objects.filter(pk=case.pk).update(keep_until=end)


def _same_day(day):
    try:
        return day.replace(year=day.year + TEN_YEARS)
    except ValueError:
        return date(day.year + TEN_YEARS, 3, 1) - timedelta(days=1)


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0001_initial"),
        ("offices", "0001_initial"),
        ("cases", "0002_threads_know_their_service"),
    ]

    operations = [
        migrations.AddField(model_name="case", name="keep_until", field=models.DateField(null=True)),
        migrations.AddField(model_name="case", name="warned_on", field=models.DateField(null=True)),
        migrations.RunPython(count_ten_years, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=models.Q(("keep_until__isnull", False)),
                fields=["keep_until", "id"],
                name="case_by_end_of_keeping",
            ),
        ),
        migrations.CreateModel(
            name="Erased",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("opened_on", models.DateField()),
                ("finished_on", models.DateField()),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("approve", "bewilligt"),
                            ("partly", "teilweise bewilligt"),
                            ("reject", "abgelehnt"),
                        ],
                        max_length=10,
                    ),
                ),
                ("erased_on", models.DateField()),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="offices.office"
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="catalogue.service"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["service", "finished_on"], name="erased_by_service")],
            },
        ),
    ]
