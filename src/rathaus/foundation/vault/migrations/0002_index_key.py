import hashlib

from django.conf import settings
from django.db import migrations, models

from rathaus.foundation.vault import sealing


def keep_todays_index_key(apps, schema_editor):
    """Until now it was derived from the master key of the day: keep that one, so that what is indexed stays found."""
    plain = hashlib.sha256(b"rathaus index " + settings.VAULT_KEY.encode()).digest()
    apps.get_model("vault", "IndexKey").objects.create(
        pk=1, wrapped=sealing.wrap(plain, "index"), master=sealing.master_name()
    )


class Migration(migrations.Migration):
    dependencies = [("vault", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="IndexKey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("wrapped", models.BinaryField(max_length=80)),
                ("master", models.CharField(max_length=16)),
            ],
        ),
        migrations.RunPython(keep_todays_index_key, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="key", index=models.Index(fields=["master", "id"], name="key_by_master")
        ),
    ]
