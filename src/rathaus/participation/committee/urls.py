"""The public pages of committee, and those of its members."""

from django.urls import path

from rathaus.participation.committee.views import mine, public

urlpatterns = [
    path("", public.overview, name="committee"),
    path("sitzungen/<slug:slug>/", public.meeting, name="committee_meeting"),
    path("sitzungen/<slug:slug>/niederschrift/", public.minutes, name="committee_minutes"),
    path("sitzungen/<slug:slug>/niederschrift.pdf", public.minutes_file, name="committee_minutes_file"),
    path("sitzungen/<slug:slug>/stimmen.csv", public.votes, name="committee_votes"),
    path("beschluesse/<int:number>/", public.decision, name="committee_decision"),
    path("anlagen/<uuid:file_id>/", public.paper, name="committee_paper"),
    path("mitwirken/", mine.door, name="committee_door"),
    path("mein/", mine.mine, name="committee_mine"),
    path("mein/bewerten/<int:pk>/", mine.evaluate, name="committee_evaluate"),
    path("mein/abstimmen/<int:pk>/", mine.vote, name="committee_vote"),
    path("mein/sitzungen/<slug:slug>/", mine.meeting, name="committee_my_meeting"),
    path("mein/anlagen/<uuid:file_id>/", mine.paper, name="committee_my_paper"),
]
