"""The addresses of the staff side, below ``/staff/``."""

from __future__ import annotations

from django.urls import path

from prakat.desk.views import cases, cms, drafts, home, publications, publish, session

app_name = "desk"
urlpatterns = [
    path("", home.home, name="home"),
    path("login/", session.SignIn.as_view(), name="login"),
    path("logout/", session.SignOut.as_view(), name="logout"),
    path("publish/", publish.publish, name="publish"),
    path("drafts/<uuid:publication>/", drafts.draft, name="draft"),
    path("drafts/<uuid:publication>/preview/", drafts.shown, name="draft-preview"),
    path("drafts/<uuid:publication>/files/<str:sha256>/", drafts.file, name="draft-file"),
    path("drafts/<uuid:publication>/discard/", drafts.discard, name="draft-discard"),
    path("drafts/<uuid:publication>/editor/", cms.editor, name="draft-editor"),
    path("cases/", home.cases, name="cases"),
    path("cases/<int:number>/", cases.case, name="case"),
    path("cases/<int:number>/preview/", cases.shown, name="case-preview"),
    path("cases/<int:number>/files/<str:sha256>/", cases.file, name="case-file"),
    path("publications/", publications.publications, name="publications"),
    path("publications/<uuid:publication>/", publications.publication, name="publication"),
    path("publications/<uuid:publication>/correct/", publications.correct, name="publication-correct"),
    path("publications/<uuid:publication>/withdraw/", publications.withdraw, name="publication-withdraw"),
]
