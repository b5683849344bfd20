"""Write tests/vectors/composition-v1 anew: `python -m tests.engine.assembly.write_vector`.

Only a new version of the algorithm, specified in specs/composition-v1.md's successor, may change
what stands there.
"""

import hashlib
from pathlib import Path

import msgspec

from corvia_engine.music.assembly.assembling import assemble
from corvia_engine.music.assembly.contribution import Contribution, Credit
from corvia_engine.music.assembly.draws import Draws
from corvia_engine.music.assembly.parameters import ALGORITHM, VERSION, AssemblyParameters
from corvia_local.model.score import Meter, decode_score, encode_score
from tests.engine.assembly.songs import Wish, made_song

FOLDER = Path(__file__).parents[2] / "vectors" / "composition-v1"

WISHES = (
    Wish(number=1, tonic=2, mood=(-600, 500), section_bars=4),
    Wish(number=2, tonic=9, minor=True, meter=Meter((1, 1, 1), 4), lyric=False, section_bars=4),
    Wish(number=3, tonic=7, rast=True, quarter_micros=800_000, mood=(300, -400), section_bars=4),
)


class VectorSong(msgspec.Struct, frozen=True):
    """A song of the vector; `score` names the file that holds its encoding."""

    cid: str
    author: str
    title: str
    licence: str
    score: str

    def contribution(self) -> Contribution:
        """Read the song as it goes into the assembly."""
        score = decode_score((FOLDER / self.score).read_bytes())
        return Contribution(self.cid, self.author, self.title, self.licence, score)


class Case(msgspec.Struct, frozen=True):
    """What is assembled (indexes of the songs), and what must come of it."""

    songs: tuple[int, ...]
    seed: str
    parameters: AssemblyParameters
    score_sha256: str
    credits: tuple[Credit, ...]


class Vector(msgspec.Struct, frozen=True):
    """All of vector.json. `draws`: the first numbers below 1000 for the first seed, “velocity”."""

    algorithm: str
    version: int
    songs: tuple[VectorSong, ...]
    draws: tuple[int, ...]
    cases: tuple[Case, ...]


def read_vector() -> Vector:
    """Read the vector as it is committed."""
    return msgspec.json.decode((FOLDER / "vector.json").read_bytes(), type=Vector)


def case_of(
    songs: tuple[VectorSong, ...],
    chosen: tuple[int, ...],
    seed: str,
    parameters: AssemblyParameters,
) -> Case:
    """Assemble some of the songs and note the result."""
    contributions = [songs[index].contribution() for index in chosen]
    made = assemble(contributions, bytes.fromhex(seed), parameters)
    digest = hashlib.sha256(encode_score(made.score)).hexdigest()
    return Case(chosen, seed, parameters, digest, made.credits)


def draws_of(seed: str) -> tuple[int, ...]:
    """Draw the sample numbers."""
    draws = Draws(bytes.fromhex(seed), "velocity")
    return tuple(draws.below(1000) for _ in range(8))


def main() -> None:
    """Write the songs and the vector."""
    songs = []
    for number, wish in enumerate(WISHES, start=1):
        made = made_song(wish)
        (FOLDER / f"song-{number}.json").write_bytes(encode_score(made.score))
        songs.append(
            VectorSong(made.cid, made.author, made.title, made.licence, f"song-{number}.json")
        )
    zero, counted = bytes(32).hex(), bytes(range(32)).hex()
    usual, lot = AssemblyParameters(), AssemblyParameters(most_heard=2)
    vector = Vector(
        ALGORITHM,
        VERSION,
        tuple(songs),
        draws_of(counted),
        (
            case_of(tuple(songs), (0, 1, 2), counted, usual),
            case_of(tuple(songs), (1,), zero, usual),
            case_of(tuple(songs), (2, 0), counted, AssemblyParameters(most_soloists=1)),
            case_of(tuple(songs), (0, 1, 2), zero, lot),
        ),
    )
    encoded = msgspec.json.format(msgspec.json.encode(vector), indent=1)
    (FOLDER / "vector.json").write_bytes(encoded + b"\n")


if __name__ == "__main__":
    main()
