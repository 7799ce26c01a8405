"""Which of the two databases this house has."""

from django.db import connection

from rathaus.entrances.ops.backup import postgresql, sqlite

engine = postgresql if connection.vendor == "postgresql" else sqlite
