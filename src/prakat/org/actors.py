"""Who did something, as the staff trail names them."""

from __future__ import annotations

from prakat.org.models import User

Actor = User | str | None
"""A person, a named non-person such as ``operator`` (the command line), or None for the system itself."""


def actor_name(by: Actor) -> str:
    """The name under which the trail keeps an actor: never a person's own name."""
    if isinstance(by, User):
        return f"user:{by.pk}"
    return by or "system"
