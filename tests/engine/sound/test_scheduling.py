"""What is scheduled stretch by stretch is what is scheduled of the finished score."""

from hypothesis import given, settings

from corvia_engine.music.composing import Composing
from corvia_engine.music.planning import plan_song
from corvia_engine.sound.schedule import Scheduler, SoundEvent, channels_of, schedule
from corvia_local.model.plan import SongRequest
from corvia_local.model.score import Note, Score
from corvia_local.model.stretch import Stretch
from tests.engine.music.songs import requests
from tests.engine.sound.songs import QUARTER, song


def by_part(events: list[SoundEvent], score: Score) -> set[tuple[str, int, SoundEvent]]:
    """Name each event's part and lane instead of its channel."""
    places = {
        channel: (part.role, lane)
        for number, part in enumerate(score.parts)
        for lane, channel in enumerate(channels_of(number))
    }
    return {(*places[event.channel], event._replace(channel=0)) for event in events}


@settings(max_examples=15, deadline=None)
@given(requests)
def test_a_song_that_is_being_written_is_played_as_the_finished_one(wish: SongRequest) -> None:
    composing = Composing(plan_song(wish))
    frame = composing.foretaste()
    scheduler = Scheduler(frame)
    batches = [scheduler.add(stretch) for stretch in composing.stretches()]
    events = [event for batch in batches for event in batch]
    assert [event.block for event in events] == sorted(event.block for event in events)
    score = composing.score()
    assert by_part(events, frame) == by_part(schedule(score), score)
    assert len(events) == len(schedule(score))


def struck_and_released(events: list[SoundEvent]) -> list[tuple[int, int]]:
    return [(event.key, event.velocity) for event in events]


def two_stretches(first: Note, second: Note) -> list[SoundEvent]:
    frame = song()
    scheduler = Scheduler(frame)
    silent = ((),) * (len(frame.parts) - 1)
    begun = scheduler.add(Stretch(((first,), *silent), 2 * QUARTER))
    return begun + scheduler.add(Stretch(((second,), *silent), None))


def test_a_note_that_rings_over_a_border_is_released_where_its_key_is_struck_again() -> None:
    events = two_stretches(Note(0, 4 * QUARTER, 60, 0, 80), Note(3 * QUARTER, QUARTER, 60, 30, 80))
    assert [(event.key, event.velocity) for event in events] == [
        (60, 80),
        (60, 0),
        (60, 80),
        (60, 0),
    ]
    assert events[1].block == events[2].block
    assert len({event.channel for event in events}) == 1


def test_a_note_that_rings_over_a_border_is_released_in_the_next_stretch() -> None:
    events = two_stretches(Note(0, 3 * QUARTER, 60, 0, 80), Note(4 * QUARTER, QUARTER, 62, 0, 80))
    assert [(event.key, event.velocity) for event in events] == [
        (60, 80),
        (60, 0),
        (62, 80),
        (62, 0),
    ]
