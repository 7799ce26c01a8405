"""Lists of a desk begin where they should, also in a house of a million cases: nobody's, waiting, of one service.

An open case is one that has no ``finished_at`` (constraint ``case_finished_has_moment``). SQLite can't see that a
question for three states, asked with parameters, is what an index of these three states holds; of NULL it can.
"""

from django.db import migrations, models
from django.db.models import Q

STATES, DONE = Q(state__in=("new", "work", "waiting")), Q(state__in=("decided", "closed"))
OPEN, FINISHED = Q(finished_at__isnull=True), Q(finished_at__isnull=False)
BY_DUE, BY_END = ["due_on", "id"], ["-finished_at", "-id"]


def index(name, fields, condition):
    return models.Index(fields=fields, condition=condition, name=name)


OLD = [
    index("case_open_by_office", ["office", *BY_DUE], STATES),
    index("case_open_by_clerk", ["assigned_to", *BY_DUE], STATES),
    index("case_finished_by_office", ["office", *BY_END], DONE),
]
NEW = [
    index("case_open_by_office", ["office", *BY_DUE], OPEN),
    index("case_open_by_clerk", ["assigned_to", *BY_DUE], OPEN),
    index("case_finished_by_office", ["office", *BY_END], FINISHED),
    index("case_nobodys_by_office", ["office", *BY_DUE], OPEN & Q(assigned_to__isnull=True)),
    index("case_waiting_by_office", ["office", *BY_DUE], Q(state="waiting")),
    index("case_open_by_service", ["office", "service", *BY_DUE], OPEN),
    index("case_finished_by_service", ["office", "service", *BY_END], FINISHED),
]


class Migration(migrations.Migration):
    dependencies = [("cases", "0003_retention")]

    operations = [
        *(migrations.RemoveIndex("case", old.name) for old in OLD),
        *(migrations.AddIndex("case", new) for new in NEW),
    ]
