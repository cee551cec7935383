from __future__ import annotations

from prakat.website.build.page import PageSource
from prakat.website.pages.assets import Assets
from prakat.website.pages.feeds import Feeds
from prakat.website.pages.files import Files
from prakat.website.pages.home import Home
from prakat.website.pages.ita import ItaYears
from prakat.website.pages.policies import Policies
from prakat.website.pages.procedures import Procedures
from prakat.website.pages.proofs import Proofs
from prakat.website.pages.publication import Publications
from prakat.website.pages.sections import Sections
from prakat.website.pages.sitemaps import Sitemaps
from prakat.website.pages.transparency import Transparency
from prakat.website.pages.wellknown import WellKnown


def make() -> list[PageSource]:
    """One source of every kind. The stylesheet comes first: pages name it."""
    return [
        Assets(),
        Publications(),
        Files(),
        Home(),
        Sections(),
        Transparency(),
        ItaYears(),
        Procedures(),
        Policies(),
        Feeds(),
        Proofs(),
        Sitemaps(),
        WellKnown(),
    ]
