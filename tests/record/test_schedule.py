"""Repeating jobs run when their time has come, in one process, and one that fails stops only itself."""

from __future__ import annotations

from datetime import timedelta

import pytest

from prakat.record import schedule
from prakat.record.models import Schedule

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def ran(monkeypatch) -> list[str]:
    """Two jobs are known: one each hour, one each day; the list says which ran."""
    monkeypatch.setattr(schedule, "_jobs", {})
    seen: list[str] = []
    schedule.register("hourly", HOUR, lambda now: seen.append("hourly"))
    schedule.register("daily", timedelta(days=1), lambda now: seen.append("daily"))
    return seen


def test_a_new_job_runs_at_once_and_then_in_its_rhythm(now, ran):
    assert schedule.run_due(now) == 2
    assert schedule.run_due(now + timedelta(minutes=59)) == 0
    assert schedule.run_due(now + HOUR) == 1
    assert ran == ["hourly", "daily", "hourly"]


def test_a_job_missed_for_days_runs_once(now, ran):
    schedule.run_due(now)
    ran.clear()
    later = now + timedelta(days=3)
    schedule.run_due(later)
    schedule.run_due(later)
    assert sorted(ran) == ["daily", "hourly"]


def test_a_job_is_given_the_time(now, ran):
    given = []
    schedule.register("clock", HOUR, given.append)
    schedule.run_due(now)
    assert given == [now]


def test_of_two_processes_one_runs_the_job(now, ran, monkeypatch):
    """Both saw the same row; the one whose compare-and-set came second does nothing."""
    schedule.run_due(now)
    stale = Schedule.objects.in_bulk()
    later = now + HOUR
    schedule.run_due(later)
    ran.clear()
    assert [schedule._run(job, stale[job.name], later) for job in schedule.registered()] == [False, False]
    assert ran == []


def test_a_failing_job_is_kept_with_its_reason_and_stops_only_itself(now, ran):
    faults = [True]

    def job(now) -> None:
        if faults:
            raise RuntimeError("no paper")

    schedule.register("broken", HOUR, job)
    assert schedule.run_due(now) == 3
    assert ran == ["hourly", "daily"]
    assert Schedule.objects.get(name="broken").error == "RuntimeError: no paper"
    faults.clear()
    schedule.run_due(now + HOUR)
    assert Schedule.objects.get(name="broken").error == ""


def test_a_run_stamped_by_a_wrong_clock_does_not_hold_the_job_up(now, ran):
    schedule.run_due(now + timedelta(days=3650))
    ran.clear()
    assert schedule.run_due(now) == 2


def test_when_nothing_is_due_nothing_is_written(now, ran, django_assert_num_queries):
    schedule.run_due(now)
    with django_assert_num_queries(1):
        schedule.run_due(now)


def test_a_name_is_given_to_one_job_only(ran):
    with pytest.raises(ValueError, match="hourly"):
        schedule.register("hourly", HOUR, lambda now: None)
