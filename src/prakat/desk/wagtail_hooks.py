"""Wiring of the editor into the desk: one way back, no other menu, links only to what is public."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

KEPT_ACTIONS = frozenset({"action-save-draft"})


@hooks.register("construct_main_menu")
def only_the_way_back(request: HttpRequest, items: list[Any]) -> None:
    if not request.user.is_superuser:
        items[:] = [MenuItem(_("Back to my work"), reverse("desk:home"), icon_name="arrow-left")]


@hooks.register("construct_page_action_menu")
def only_saving(items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    if not request.user.is_superuser:
        items[:] = [item for item in items if item.name in KEPT_ACTIONS]


@hooks.register("construct_page_chooser_queryset")
def link_only_to_public_pages(pages: Any, request: HttpRequest) -> Any:
    return pages.live()
