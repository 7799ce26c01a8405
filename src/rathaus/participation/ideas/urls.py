"""The public pages of ideas."""

from django.urls import URLPattern, path

from rathaus.participation.ideas.export_urls import export_urls
from rathaus.participation.ideas.guard_urls import guard_urls
from rathaus.participation.ideas.views import joining, listing, owning, public, sending

_OF_ONE: list[URLPattern] = [
    path("<int:number>/", public.idea, name="idea"),
    path("<int:number>/datei/<uuid:file_id>/", public.file, name="idea_file"),
    path("<int:number>/unterstuetzen/", joining.support, name="support_idea"),
    path("<int:number>/folgen/", joining.follow, name="follow_idea"),
    path("<int:number>/kommentar/", joining.comment, name="comment_idea"),
    path("<int:number>/melden/", joining.report, name="report_idea"),
    path("<int:number>/aendern/", owning.change, name="change_idea"),
    path("<int:number>/zurueckziehen/", owning.withdraw, name="withdraw_idea"),
    path("<int:number>/einspruch/", owning.appeal, name="appeal_idea"),
]
_BY_CODE: list[URLPattern] = [
    path("anspruch/<slug:code>/", owning.by_code, name="claim_idea"),
    path("anspruch/<slug:code>/uebernehmen/", owning.claim, name="take_idea"),
    path("anspruch/<slug:code>/aendern/", owning.change_by_code, name="change_claimed_idea"),
    path("anspruch/<slug:code>/zurueckziehen/", owning.withdraw_by_code, name="withdraw_claimed_idea"),
    path("anspruch/<slug:code>/einspruch/", owning.appeal_by_code, name="appeal_claimed_idea"),
]
urlpatterns: list[URLPattern] = [
    path("", listing.overview, name="ideas"),
    path("neu/", sending.new, name="idea_new"),
    path("eingang/", sending.receipt, name="idea_receipt"),
    path("aehnliche/", public.similar, name="similar_ideas"),
    *_OF_ONE,
    *_BY_CODE,
    *export_urls,
    *guard_urls,
]
