"""Every address that Django answers. Published pages are not among them: they are built, and served in front of it."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path
from wagtail.admin import urls as wagtail_admin

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("prakat.website.urls")),
    path("", include("prakat.operations.urls")),
    path("api/v1/", include("prakat.opendata.urls")),
    path("staff/cms/", include(wagtail_admin)),
    path("staff/", include("prakat.desk.urls")),
]
