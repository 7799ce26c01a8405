"""The way in for the live process, which tells boards what changed; everything else is answered by ``wsgi``."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rathaus.config.settings")

import django

from rathaus.config.start import in_plain_words

with in_plain_words():
    django.setup()

# Models can only be imported once Django is set up.
from rathaus.participation.rooms.live import Live

application = Live()
