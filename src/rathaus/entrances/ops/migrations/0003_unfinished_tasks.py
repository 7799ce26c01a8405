from django.db import migrations

TABLE = "django_tasks_database_dbtaskresult"


def index(status):
    """One for each: with ``status IN (…)`` SQLite does not see that it fits ``status = ?``."""
    name = f"ops_{status.lower()}_tasks"
    return migrations.RunSQL(
        f"CREATE INDEX {name} ON {TABLE} (id) WHERE status = '{status}'",
        f"DROP INDEX {name}",
    )


class Migration(migrations.Migration):
    """Workers look for tasks that run or failed every few seconds, among all that were ever done."""

    dependencies = [
        ('django_tasks_database', '0021_conditional_partial_index_ordering'),
        ('ops', '0002_draft_warnings'),
    ]

    operations = [index("RUNNING"), index("FAILED")]
