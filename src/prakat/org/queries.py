"""Reads about the agency: who it is, who holds a position on a day, who answers when nobody does."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

from prakat.org import wording
from prakat.org.models import Agency, Appointment, Holiday, Position, User
from prakat.thai.worktime import WorkCalendar


class NotSetUpError(LookupError):
    """There is no agency yet: ``prakat init`` or ``actions.set_up_agency`` makes one."""


def agency() -> Agency:
    """The agency of this installation; raises NotSetUpError before there is one."""
    found = Agency.objects.first()
    if found is None:
        raise NotSetUpError("no agency has been set up")
    return found


def calendar() -> WorkCalendar:
    """Working days and hours by the holiday table as it stands now."""
    days = Holiday.objects.filter(observed=True).values_list("date", flat=True)
    return WorkCalendar(frozenset(days))


def appointments(on: dt.date) -> list[Appointment]:
    """All appointments in force on that day, in one query."""
    rows = Appointment.objects.on(on).select_related("user", "position__unit", "own_position")
    return list(rows.order_by("starts", "pk"))


def holders(position: Position, on: dt.date) -> list[Appointment]:
    """Who holds the position on that day, in whatever capacity; empty when it is vacant."""
    return [row for row in appointments(on) if row.position_id == position.pk]


def answering(position: Position, on: dt.date) -> tuple[Position, list[Appointment]]:
    """The position that answers for this one on that day, and its holders.

    A vacant position hands its work to the next one up; with nobody above, to the nearest held position below
    the top (the palad performs a missing nayok's duties). Holders are empty only where nobody holds anything.
    """
    return hierarchy(on).answering(position.pk)


def hierarchy(on: dt.date) -> Hierarchy:
    """All positions with their holders on that day, in two queries."""
    return Hierarchy(Position.objects.select_related("unit"), appointments(on))


class Hierarchy:
    """Who answers for which position, by ``reports_to``; reads nothing, so many questions cost no query."""

    def __init__(self, positions: Iterable[Position], appointments: Iterable[Appointment]) -> None:
        self.positions = {row.pk: row for row in positions}
        self.holders: dict[int, list[Appointment]] = defaultdict(list)
        for row in appointments:
            self.holders[row.position_id].append(row)

    def answering(
        self, position_id: int, *, without: int | None = None
    ) -> tuple[Position, list[Appointment]]:
        """As ``queries.answering``, by primary key; ``without`` leaves out one person, such as a drafter."""
        chain = self._chain(position_id)
        for candidate in [*chain, *self._below(chain[-1])]:
            able = [row for row in self.holders.get(candidate.pk, []) if row.user_id != without]
            if able:
                return candidate, able
        return chain[-1], []

    def _chain(self, position_id: int) -> list[Position]:
        chain: list[Position] = []
        current: int | None = position_id
        while current is not None and current not in {row.pk for row in chain}:
            chain.append(self.positions[current])
            current = chain[-1].reports_to_id
        return chain

    def _below(self, top: Position) -> list[Position]:
        """Everyone under the top, nearest first; on one level the palad, then deputies, then the others."""
        found, level, seen = [], [top], {top.pk}
        while level:
            level = [row for row in self.positions.values() if row.reports_to_id in {p.pk for p in level}]
            level = sorted((row for row in level if row.pk not in seen), key=_rank)
            seen.update(row.pk for row in level)
            found += level
        return found


def _rank(position: Position) -> tuple[int, int, str]:
    order: list[str] = [Position.Role.PALAD, Position.Role.DEPUTY]
    place = order.index(position.role) if position.role in order else len(order)
    return place, position.order, position.code


def appointments_of(user: User, on: dt.date) -> list[Appointment]:
    """Under which appointments this person may act on that day: several for one who holds two posts."""
    rows = Appointment.objects.on(on).filter(user=user)
    return list(
        rows.select_related("user", "position__unit", "own_position").order_by("position__order", "pk")
    )


def positions_of(user: User, on: dt.date) -> list[Position]:
    """The positions this person holds on that day, each once."""
    return list({row.position_id: row.position for row in appointments_of(user, on)}.values())


def authority(user: User, position: Position, on: dt.date) -> Appointment | None:
    """The appointment by which this person may act for the position on that day; None without one."""
    return next((row for row in appointments_of(user, on) if row.position_id == position.pk), None)


def people(positions: Iterable[Position], on: dt.date) -> list[tuple[User, list[Appointment]]]:
    """Each person once with all their appointments to these positions: nobody is asked twice for one act."""
    wanted = {position.pk for position in positions}
    found: dict[int, tuple[User, list[Appointment]]] = {}
    for row in appointments(on):
        if row.position_id in wanted:
            found.setdefault(row.user_id, (row.user, []))[1].append(row)
    return list(found.values())


def signature_lines(appointment: Appointment) -> list[str]:
    """What stands under the name of someone who signs under this appointment, line by line."""
    return wording.signature_lines(
        appointment.position, appointment.capacity, appointment.own_position, agency()
    )
