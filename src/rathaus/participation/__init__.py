"""Participation: from an idea to a project. Its modules follow; the way in is the page ``/mitmachen/``."""
