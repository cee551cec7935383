"""The seed of the holiday table."""

from __future__ import annotations

from datetime import date

from prakat.thai.holidays import load_seed


def test_offices_close_on_holidays_of_the_government() -> None:
    """Royal, religious, special and substitute days are in, also those that private firms do not have."""
    seed = load_seed()
    assert seed[date(2020, 10, 13)].startswith("วันคล้ายวันสวรรคต")
    assert seed[date(2020, 7, 6)] == "วันเข้าพรรษา"
    assert seed[date(2021, 5, 10)] == "วันพืชมงคล"
    assert seed[date(2020, 11, 19)] == "วันหยุดพิเศษ (เพิ่มเติม)"
    assert seed[date(2027, 10, 25)] == "ชดเชยวันปิยมหาราช"


def test_offices_work_on_observances_and_labour_day() -> None:
    """Labour day, the day in its stead and children's day are no holidays of government offices."""
    seed = load_seed()
    for day in (date(2020, 5, 1), date(2021, 5, 3), date(2022, 5, 2), date(2020, 1, 11)):
        assert day not in seed
    assert not any("แรงงาน" in name or "วันเด็ก" in name for name in seed.values())


def test_every_day_has_names_and_each_year_its_fixed_days() -> None:
    """Eleven years, each with the days that are fixed by date; several names stay together."""
    seed = load_seed()
    assert {day.year for day in seed} == set(range(2020, 2031))
    for year in range(2020, 2031):
        fixed = [
            (1, 1),
            (4, 6),
            (5, 4),
            (6, 3),
            (7, 28),
            (8, 12),
            (10, 13),
            (10, 23),
            (12, 5),
            (12, 10),
            (12, 31),
        ]
        assert all(date(year, month, day) in seed for month, day in fixed)
    assert all(name and name == name.strip() for name in seed.values())
    assert seed[date(2020, 8, 12)].endswith("; วันแม่แห่งชาติ")
