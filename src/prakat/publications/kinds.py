"""What a publication can be, where it can stand on the site, and which of the measure's data types it is.

Sections are those of the announcement, clause 1; data types those of its annex, clause 2.1 (1)-(7).
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    ANNOUNCEMENT = "announcement", _("Announcement")
    ORDER = "order", _("Order")
    ORDINANCE = "ordinance", _("Ordinance")
    REGULATION = "regulation", _("Regulation")
    CIRCULAR = "circular", _("Circular letter")
    PLAN = "plan", _("Plan")
    REPORT = "report", _("Report")
    MANUAL = "manual", _("Manual")
    NEWS = "news", _("News")
    PAGE = "page", _("Standing page")


class DataType(models.TextChoices):
    STRUCTURE = "1", _("(1) Structure and organisation")
    POWERS = "2", _("(2) Powers, duties and methods of work")
    CONTACT = "3", _("(3) Where to ask for information")
    RULES = "4", _("(4) Rules, cabinet resolutions, orders, circulars, policies")
    PLANS = "5", _("(5) Plans, projects, progress, spending, results")
    PROCUREMENT = "6", _("(6) Annual procurement plan")
    OTHER = "7", _("(7) Others as appropriate")


@dataclass(frozen=True)
class Section:
    """One place of the public site; ``keys`` are the concept keys of the duties that belong there."""

    slug: str
    title: str | Promise
    lead: str | Promise
    keys: tuple[str, ...] = ()


SECTIONS: tuple[Section, ...] = (
    Section(
        "announcements",
        _("Announcements and orders"),
        _("Announcements, orders, ordinances, regulations and circular letters of the agency."),
        ("measure-publication", "laws", "measure-bribery", "measure-coi", "measure-complaints"),
    ),
    Section(
        "structure", _("Structure"), _("How the agency is organised, on both sides."), ("org-structure",)
    ),
    Section(
        "mission", _("Mission, powers and duties"), _("What the law asks the agency to do."), ("powers",)
    ),
    Section("executives", _("Executives"), _("Who leads the agency and how to reach them."), ("executives",)),
    Section(
        "policy",
        _("Policy and strategy"),
        _("The executives' policy and the plans of several years."),
        ("strategic-plan", "exec-pledge", "nogift-declaration", "integrity-measure"),
    ),
    Section(
        "plan",
        _("Annual action plan and budget"),
        _("What the agency will do this year and with how much money."),
        ("annual-plan", "budget-plan", "anticorr-plan"),
    ),
    Section(
        "follow-up",
        _("Follow-up of the plan"),
        _("What was done, what it cost and what came of it."),
        ("annual-plan-6m", "annual-report", "budget-6m", "budget-report", "anticorr-6m", "anticorr-report"),
    ),
    Section(
        "procurement",
        _("Procurement"),
        _("Plans, median prices, invitations, winners and contracts."),
        ("proc-plan", "proc-notices", "proc-monthly", "proc-annual", "proc-list", "proc-progress"),
    ),
    Section("manuals", _("Work manuals"), _("How officers do their work."), ("staff-manual",)),
    Section(
        "services",
        _("Services to the public"),
        _("Steps, time, documents and fees of each service."),
        ("service-manual", "e-service", "service-stats", "satisfaction"),
    ),
    Section("news", _("News"), _("What happens in the area."), ("news",)),
    Section(
        "contact", _("Contact"), _("Where the office is and how to reach it."), ("contact", "qa", "social")
    ),
)
SECTION_BY_SLUG = {section.slug: section for section in SECTIONS}
