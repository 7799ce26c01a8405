"""The pages of ideas for the team, below ``/arbeitsplatz/ideen/``."""

from django.urls import path

from rathaus.participation.ideas.views.team import idea, others, queue
from rathaus.participation.ideas.views.team.panels import PANELS, panel

urlpatterns = [
    path("", queue.show, name="idea_queue"),
    path("pruefen/", queue.check, name="idea_check_many"),
    path("protokoll/", queue.log, name="idea_log"),
    path("neu/", others.write_down, name="idea_write_down"),
    path("<int:number>/", idea.show, name="idea_desk"),
    path("<int:number>/pruefen/", idea.check, name="idea_check"),
    path("<int:number>/kontakt/", idea.contact, name="idea_contact"),
    path("<int:number>/datei/<uuid:file_id>/", idea.file, name="idea_desk_file"),
    path("<int:number>/trennen/<int:merge_id>/", idea.unmerge, name="idea_unmerge"),
    path("<int:number>/meldung/<int:report_id>/", idea.settle, name="idea_settle"),
    path("<int:number>/nachrichten/erledigt/", idea.settle_thread, name="idea_settle_thread"),
    path("<int:number>/einspruch/<int:appeal_id>/", others.appeal, name="idea_appeal_answer"),
    path("<int:number>/kommentar/<int:comment_id>/", others.comment, name="idea_desk_comment"),
    *(path(f"<int:number>/{name}/", panel, {"name": name}, name=f"idea_panel_{name}") for name in PANELS),
]
