"""What Django answers. Readers' pages are not here: the build answers them before Django is asked."""

from __future__ import annotations

from django.urls import include, path
from wagtail.admin import urls as wagtail_admin

urlpatterns = [
    path("", include("prakat.website.urls")),
    path("", include("prakat.operations.urls")),
    path("api/v1/", include("prakat.opendata.urls")),
    path("staff/cms/", include(wagtail_admin)),
    path("staff/", include("prakat.desk.urls")),
]
