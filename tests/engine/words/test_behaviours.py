"""What should change the result and what should not; `python -m benchmarks behaviours` counts."""

from benchmarks.behaviours import outcomes

LEAST_CASES = 200
FLOOR = 0.9


def test_nine_in_ten_behaviours_hold() -> None:
    cases = [case for group in outcomes().values() for case in group]
    missed = [case for held, case in cases if not held]
    assert len(cases) >= LEAST_CASES
    assert len(missed) <= (1 - FLOOR) * len(cases), missed
