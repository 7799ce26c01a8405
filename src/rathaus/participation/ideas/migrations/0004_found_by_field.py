from itertools import islice

from django.db import migrations, models

AT_ONCE = 2_000


def file_by_field(apps, schema_editor):
    """As ``terms_of`` does; what was sent before is not yet found by its fields."""
    idea, term, posting = (apps.get_model("ideas", name) for name in ("Idea", "Term", "Posting"))
    known = {}
    rows = idea.objects.order_by("pk").values_list("pk", "field", "further_fields").iterator()
    while some := list(islice(rows, AT_ONCE)):
        pairs = {(f"field:{field}", pk) for pk, main, further in some for field in (main, *further)}
        for heading in {heading for heading, _pk in pairs} - known.keys():
            known[heading] = term.objects.get_or_create(stem=heading)[0].pk
        keys = sorted((known[heading], pk) for heading, pk in pairs)
        posting.objects.bulk_create([posting(term_id=heading, idea_id=pk) for heading, pk in keys])
    for pk in known.values():
        term.objects.filter(pk=pk).update(ideas=posting.objects.filter(term_id=pk).count())


def forget_fields(apps, schema_editor):
    term, posting = (apps.get_model("ideas", name) for name in ("Term", "Posting"))
    headings = list(term.objects.filter(stem__startswith="field:").values_list("pk", flat=True))
    posting.objects.filter(term_id__in=headings).delete()
    term.objects.filter(pk__in=headings).delete()


class Migration(migrations.Migration):
    dependencies = [("ideas", "0003_waiting_by_place_and_state")]

    operations = [
        migrations.AlterField("term", "stem", models.CharField(max_length=60, unique=True)),
        migrations.RunPython(file_by_field, forget_fields),
    ]
