"""The way to a balanced thought: kept step by step, never with words of harm, honest in figures."""

import msgspec
import pytest

from corvia_local.model.thought_record import DOORS, STEPS, ThoughtRecord
from corvia_local.studio import journal, thought_records
from corvia_local.studio.exercises import SLOWLY, exercise_lines, naming_lines
from corvia_local.studio.outcomes import ENOUGH, in_words, outcomes
from corvia_local.studio.reading_for_harm import HelpComesFirst, lines_speak_of_harm
from corvia_local.vault.opening import Vault
from corvia_local.vault.thought_records import NotAPercentage

HARM = "I want to kill myself tonight."


def test_each_answer_is_kept_at_once_and_gone_on_with(vault: Vault) -> None:
    entry = journal.write(vault, "She did not write back. I'm such a failure.")
    record = thought_records.begin(vault, "thought", entry.id)
    assert thought_records.unfinished(vault, "thought", entry.id) is None, "nothing answered"
    record = thought_records.answered(vault, record, "thought", "I'm such a failure.")
    record = thought_records.answered(vault, record, "belief_before", "80 %")
    left = thought_records.unfinished(vault, "thought", entry.id)
    assert left == record
    assert STEPS["thought"][thought_records.next_step(record)].answer == "evidence_for"
    record = thought_records.answered(vault, record, "belief_before", "")
    assert record.belief_before is None, "an answer can be taken back"


def test_a_breath_of_another_day_is_not_gone_on_with(vault: Vault) -> None:
    begun = thought_records.begin(vault, "body")
    old = msgspec.structs.replace(begun, begun_at="2020-01-01T10:00:00+00:00")
    thought_records.answered(vault, old, "strength_before", "70")
    assert thought_records.unfinished(vault, "body", None) is None
    today = thought_records.begin(vault, "body")
    today = thought_records.answered(vault, today, "strength_before", "60")
    assert thought_records.unfinished(vault, "body", None) == today


def test_only_a_finished_way_makes_the_balanced_thought_the_entrys_own_words(vault: Vault) -> None:
    entry = journal.write(vault, "She did not write back.")
    record = thought_records.begin(vault, "thought", entry.id)
    record = thought_records.answered(vault, record, "balanced", "One evening is one evening.")
    assert journal.accepted_reframe(vault, entry.id) is None
    done = thought_records.finish(vault, record)
    accepted = journal.accepted_reframe(vault, entry.id)
    assert accepted is not None
    assert accepted.text == "One evening is one evening."
    assert done.finished_at is not None
    assert thought_records.unfinished(vault, "thought", entry.id) is None


def test_an_empty_way_leaves_nothing(vault: Vault) -> None:
    thought_records.finish(vault, thought_records.begin(vault, "body"))
    assert thought_records.records(vault) == []


def test_words_of_harm_open_no_door_and_are_not_kept_in_one(vault: Vault) -> None:
    entry = journal.write(vault, HARM)
    for door in DOORS:
        with pytest.raises(HelpComesFirst):
            thought_records.begin(vault, door, entry.id)
    record = thought_records.begin(vault, "body")
    with pytest.raises(HelpComesFirst):
        thought_records.answered(vault, record, "emotion", HARM)
    assert thought_records.records(vault) == []
    assert thought_records.proposals_for(HARM) == ()


def test_harm_that_only_a_whole_text_speaks_of_opens_no_door_either(vault: Vault) -> None:
    parts = (
        "I am such a burden to my family.",
        "There is no hope for me.",
        "I wish I could vanish.",
    )
    entry = journal.write(vault, " ".join(parts))
    with pytest.raises(HelpComesFirst):
        thought_records.begin(vault, "thought", entry.id)
    record = thought_records.begin(vault, "thought")
    for part in parts:
        assert thought_records.answered(vault, record, "thought", part).thought == part


def test_words_of_harm_are_not_kept_as_ones_own_kinder_words(vault: Vault) -> None:
    entry = journal.write(vault, "She did not write back.")
    with pytest.raises(HelpComesFirst):
        journal.accept_reframe(vault, entry.id, HARM)
    assert journal.accepted_reframe(vault, entry.id) is None


def test_sung_lines_are_read_alone_and_run_on() -> None:
    assert lines_speak_of_harm(["The cat is warm", "I want to die"])
    assert lines_speak_of_harm(["Some nights I want to", "die and be quiet"])
    assert not lines_speak_of_harm(["The cat is warm", "I want to", "dye my hair blue"])
    assert not lines_speak_of_harm([])


@pytest.mark.parametrize("given", ["-1", "101", "lots", "5.5", "９"])
def test_a_strength_is_a_number_from_0_to_100(vault: Vault, given: str) -> None:
    record = thought_records.begin(vault, "body")
    with pytest.raises(NotAPercentage):
        thought_records.answered(vault, record, "strength_before", given)


def test_questions_quote_the_persons_own_thought() -> None:
    record = ThoughtRecord("a", None, "thought", "", thought="I'm such a failure.")
    steps = {step.answer: step for step in STEPS["thought"]}
    asked = thought_records.questions_for(record, steps["evidence_against"])
    assert any("failure" in one for one in asked)
    assert thought_records.questions_for(record, steps["situation"]) == ()
    hopeless = msgspec.structs.replace(record, thought="It will never get better, I can't go on.")
    assert thought_records.questions_for(hopeless, steps["evidence_for"]) == ()


def test_singing_a_thought_is_offered_only_without_words_of_harm() -> None:
    assert SLOWLY in naming_lines("I'm such a failure.")
    assert SLOWLY not in naming_lines(HARM)
    assert SLOWLY not in naming_lines("Everyone would be better off without me.")


def test_breath_comes_with_its_cautions_and_the_room_before_the_body() -> None:
    said = " ".join(exercise_lines("breathing", ""))
    assert "not deep" in said
    assert "dizzy" in said
    kinds = [step.kind for step in STEPS["body"]]
    assert kinds.index("grounding") < kinds.index("breathing")
    assert [step.answer for step in STEPS["body"]].index("body_place") > kinds.index("grounding")


def _ways(pairs: list[tuple[int, int]]) -> list[ThoughtRecord]:
    return [
        ThoughtRecord(str(k), None, "thought", "", belief_before=before, belief_after=after)
        for k, (before, after) in enumerate(pairs)
    ]


def test_few_cases_give_no_figure_and_more_give_it_with_their_number() -> None:
    few = outcomes(_ways([(80, 60)] * (ENOUGH - 1)))
    assert few[0].cases == ENOUGH - 1
    assert few[0].change is None
    assert "too few to say" in in_words(few)[0]
    (one,) = outcomes(_ways([(80, 60), (90, 90), (70, 30), (60, 70), (50, 40)]))
    assert (one.cases, one.before, one.after, one.change, one.lower) == (5, 70.0, 58.0, -12.0, 3)
    assert one.spread == 19.2
    # Mean ± 2.776 (t, 4 degrees of freedom) × standard deviation / √5, by hand.
    assert one.before_interval == (50.4, 89.6)
    assert one.after_interval == (28.4, 87.6)
    assert one.change_interval == (-35.9, 11.9)
    said = in_words((one,))
    assert "70 before (50 to 90), 58 after (28 to 88); change −12 (−36 to 12)" in said[0]
    assert "3 of 5" in said[0]
    assert said[1] == "In brackets: where the mean likely lies."
    assert "In brackets" not in " ".join(in_words(few)), "nothing to explain where no figure is"
    assert outcomes([]) == ()


def test_an_interval_stays_on_the_scale_and_narrows_with_cases() -> None:
    (few,) = outcomes(_ways([(100, 100), (100, 0)] * 3))
    assert few.after_interval is not None
    assert few.after_interval[0] >= 0
    assert few.after_interval[1] <= 100
    (many,) = outcomes(_ways([(100, 100), (100, 0)] * 20))
    assert many.after_interval is not None
    assert many.after_interval[1] - many.after_interval[0] < 40
    # 39 degrees of freedom: t is 2.023.
    assert many.change_interval == (-66.2, -33.8)
