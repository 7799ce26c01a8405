"""The address of the puzzle, part of the public pages: ``urlpatterns = [*guard_urls, …]`` in ``ideas/urls.py``."""

from django.urls import path

from rathaus.participation.ideas.views import guard

guard_urls = [path("raetsel/", guard.puzzle, name="idea_puzzle")]
