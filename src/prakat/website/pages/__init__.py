"""The kinds of pages of the public site. ``register_all`` tells the build about them."""

from __future__ import annotations


def register_all() -> None:
    """Register every kind of page, in the order in which a full build renders them."""
    from prakat.website import clock
    from prakat.website.build import page
    from prakat.website.pages import all_sources, duties

    for source in all_sources.make():
        page.register(source)
    clock.watch("obligations", duties.shown_states)
