"""Behind the desk lies Wagtail's editor: for one's own drafts, and nothing else of it."""

from __future__ import annotations

import pytest
from office import Office
from visits import SignIn
from wagtail.models import GroupPagePermission

from prakat.desk import cms
from prakat.procedure.models import Case
from prakat.publications.models import PublicationPage


def edit(draft: PublicationPage) -> str:
    return f"/staff/cms/pages/{draft.pk}/edit/"


def test_the_desk_leads_a_clerk_into_the_editor_of_their_draft(office: Office, sign_in: SignIn) -> None:
    draft = office.draft()
    clerk = sign_in("clerk-finance")
    response = clerk.get(f"/staff/drafts/{draft.uuid}/editor/")
    assert response.url == edit(draft)
    page = clerk.get(response.url)
    assert page.status_code == 200
    assert "action-publish" not in page.content.decode()


def test_editors_may_not_publish(office: Office) -> None:
    group = cms.set_up_editors()
    names = set(
        GroupPagePermission.objects.filter(group=group).values_list("permission__codename", flat=True)
    )
    assert names == {"add_page", "change_page"}
    assert cms.set_up_editors() == group


@pytest.mark.parametrize(
    "path", ["", "pages/", "reports/locked/", "users/", "images/", "pages/{id}/delete/", "pages/{id}/move/"]
)
def test_the_rest_of_wagtail_is_shut(office: Office, sign_in: SignIn, path: str) -> None:
    draft = office.draft()
    clerk = sign_in("clerk-finance")
    clerk.get(f"/staff/drafts/{draft.uuid}/editor/")
    assert clerk.get("/staff/cms/" + path.format(id=draft.pk)).status_code == 403


def test_another_units_draft_is_shut_even_to_an_editor(office: Office, sign_in: SignIn) -> None:
    cms.let_in(office["clerk-works"])
    assert sign_in("clerk-works").get(edit(office.draft())).status_code == 403


def test_a_draft_that_is_being_decided_is_shut(office: Office, sign_in: SignIn, case: Case) -> None:
    cms.let_in(office["clerk-finance"])
    page = PublicationPage.objects.get(uuid=case.publication)
    assert sign_in("clerk-finance").get(edit(page)).status_code == 403
