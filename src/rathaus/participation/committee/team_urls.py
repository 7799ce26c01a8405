"""The pages of committee for the team, below ``/arbeitsplatz/lenkungskreis/``."""

from django.urls import path

from rathaus.participation.committee.views import items, session, team

urlpatterns = [
    path("", team.overview, name="committee_team"),
    path("einrichten/", team.found, name="committee_found"),
    path("mitglieder/neu/", team.appoint, name="committee_appoint"),
    path("mitglieder/<int:pk>/ende/", team.end_term, name="committee_end_term"),
    path("dossiers/", team.dossiers, name="committee_dossiers"),
    path("dossiers/neu/", team.nominate, name="committee_nominate"),
    path("dossiers/<int:pk>/", team.dossier, name="committee_dossier"),
    path("dossiers/<int:pk>/pruefung/", team.check, name="committee_check"),
    path("sitzungen/neu/", team.plan, name="committee_plan"),
    path("sitzungen/<slug:slug>/", session.show, name="committee_session"),
    path("sitzungen/<slug:slug>/aendern/", session.change, name="committee_session_change"),
    path("sitzungen/<slug:slug>/anwesenheit/", session.presence, name="committee_presence"),
    path("sitzungen/<slug:slug>/punkt/", session.add_item, name="committee_add_item"),
    path("sitzungen/<slug:slug>/anlage/", session.add_paper, name="committee_session_paper"),
    path("sitzungen/<slug:slug>/niederschrift/", session.minutes, name="committee_write_minutes"),
    path("sitzungen/<slug:slug>/niederschrift.pdf", session.minutes_file, name="committee_full_minutes"),
    path("sitzungen/<slug:slug>/niederschrift/<slug:verb>/", session.minutes_step, name="committee_minutes_step"),
    path("sitzungen/<slug:slug>/stimmen.csv", session.votes, name="committee_all_votes"),
    path("sitzungen/<slug:slug>/schritt/<slug:verb>/", session.step, name="committee_step"),
    path("punkte/<int:pk>/", items.show, name="committee_item"),
    path("punkte/<int:pk>/aendern/", items.change, name="committee_item_change"),
    path("punkte/<int:pk>/entfernen/", items.remove, name="committee_item_remove"),
    path("punkte/<int:pk>/anlage/", items.add_paper, name="committee_item_paper"),
    path("punkte/<int:pk>/befangen/", items.exclude, name="committee_exclude"),
    path("punkte/<int:pk>/abstimmen/", items.open_ballot, name="committee_open_ballot"),
    path("punkte/<int:pk>/entscheiden/", items.decide, name="committee_decide"),
    path("befangenheiten/<int:pk>/aufheben/", items.readmit, name="committee_readmit"),
    path("anlagen/<uuid:file_id>/", items.paper, name="committee_team_paper"),
    path("abstimmungen/<int:pk>/stimmen/", items.record_votes, name="committee_record_votes"),
    path("abstimmungen/<int:pk>/schliessen/", items.close_ballot, name="committee_close_ballot"),
]
