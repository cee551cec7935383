"""Wagtail's editor behind the desk: who may open it, for which draft, and nothing else of it.

The editor edits drafts. Its own lists, reports, users, copying, moving and deleting stay shut for officers: what
they owe is on the desk. Publishing in Wagtail would make nothing public; only the procedure does.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from prakat.desk import rules
from prakat.desk.views import access, frame
from prakat.org.models import User
from prakat.procedure.models import Case
from prakat.publications.models import PublicationPage, SiteHome

EDITORS = "editors"
PREFIX = "/staff/cms/"
ON_PAGES = ("add_page", "change_page")
ON_IMAGES = ("add_image", "choose_image")
OPEN_VIEWS = frozenset(
    {
        "wagtailadmin_pages:edit",
        "wagtailadmin_pages:preview_on_edit",
        "wagtailadmin_sprite",
        "wagtailadmin_javascript_catalog",
        "wagtailadmin_block_preview",
        "wagtailadmin_dismissibles",
        "wagtailadmin_tag_autocomplete",
        "wagtailadmin_choose_page",
        "wagtailadmin_choose_page_child",
        "wagtailadmin_choose_page_search",
        "wagtailadmin_choose_page_external_link",
        "wagtailadmin_choose_page_email_link",
        "wagtailadmin_choose_page_phone_link",
        "wagtailadmin_choose_page_anchor_link",
        "wagtailadmin_login",
        "wagtailadmin_logout",
    }
)
OPEN_SPACES = frozenset({"wagtailimages_chooser", "wagtailadmin_editing_sessions"})

Respond = Callable[[HttpRequest], HttpResponse]


def set_up_editors() -> Group:
    """The group whose members may open the editor: add and change pages and pictures, publish nothing."""
    group, _created = Group.objects.get_or_create(name=EDITORS)
    group.permissions.set([_permission("wagtailadmin", "access_admin")])
    root = SiteHome.objects.first() or Page.get_first_root_node()
    for name in ON_PAGES:
        GroupPagePermission.objects.get_or_create(
            group=group, page=Page.objects.get(pk=root.pk), permission=_permission("wagtailcore", name)
        )
    for name in ON_IMAGES:
        GroupCollectionPermission.objects.get_or_create(
            group=group,
            collection=Collection.get_first_root_node(),
            permission=_permission("wagtailimages", name),
        )
    return group


def _permission(app: str, name: str) -> Permission:
    return Permission.objects.get(content_type__app_label=app, codename=name)


def let_in(user: User) -> None:
    """Make this person an editor; the gate still looks at their posts at every request."""
    user.groups.add(Group.objects.filter(name=EDITORS).first() or set_up_editors())


class Gate:
    """Middleware: of Wagtail's admin, officers get the editor of their own drafts and what it calls."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        if not request.path.startswith(PREFIX) or not request.user.is_authenticated:
            return None
        if request.user.is_superuser or _allowed(request, kwargs):
            return None
        return access.refused(request, _("This part of the editor is not for your work."))


def _allowed(request: HttpRequest, kwargs: dict[str, Any]) -> bool:
    match = request.resolver_match
    if match is None:
        return False
    if match.view_name not in OPEN_VIEWS and not OPEN_SPACES & set(match.namespaces):
        return False
    return "page_id" not in kwargs or may_edit(frame.person(request), kwargs["page_id"])


def may_edit(user: User, page_id: int) -> bool:
    """Their unit's draft, and not while it is before somebody for decision."""
    visible = rules.drafts_visible(user, timezone.localdate())
    page: PublicationPage | None = visible.filter(pk=page_id).first()
    return page is not None and not Case.objects.filter(publication=page.uuid, state=Case.State.OPEN).exists()
