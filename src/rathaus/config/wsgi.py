"""The way in for web servers: public pages are kept in front of Django."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rathaus.config.settings")

from django.core.wsgi import get_wsgi_application

from rathaus.config.start import in_plain_words

with in_plain_words():
    _django = get_wsgi_application()

# Models can only be imported once Django is set up.
from django.db import connection

from rathaus.entrances.my.frame import kind_of
from rathaus.entrances.ops.counts import COUNTS
from rathaus.foundation.design.keeper import Keeper
from rathaus.foundation.design.until_edit import watch
from rathaus.foundation.vault.fitting import refuse_foreign_key
from rathaus.lib.stack import with_room

with in_plain_words():
    refuse_foreign_key()
# Requests have threads of their own.
connection.close()
watch()
application = Keeper(with_room(_django), kind_of)
COUNTS.kept = lambda: application.answered
COUNTS.start()
