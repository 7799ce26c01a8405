"""Settings, addresses and the ways in (command line, WSGI); the only place that knows every module."""

from rathaus.config import sqlite

sqlite.install()
