from django.db import migrations, models

WAITING = models.Q(answered_at=None, visibility="public")


class Migration(migrations.Migration):
    dependencies = [("ideas", "0002_support_without_person")]

    operations = [
        migrations.AddIndex(
            "idea",
            models.Index(
                fields=["district", "answer_due_on", "number"], condition=WAITING, name="idea_waiting_in_district"
            ),
        ),
        migrations.AddIndex(
            "idea",
            models.Index(fields=["state", "answer_due_on", "number"], condition=WAITING, name="idea_waiting_in_state"),
        ),
    ]
