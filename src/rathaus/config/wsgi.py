"""The way in for web servers: public pages are kept in front of Django."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rathaus.config.settings")

from django.core.wsgi import get_wsgi_application

_django = get_wsgi_application()

# Models can only be imported once Django is set up.
from rathaus.foundation.design.kept import Keeper  # noqa: E402

application = Keeper(_django)
