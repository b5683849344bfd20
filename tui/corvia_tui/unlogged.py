"""Keys and texts are private: Textual's log file and developer console are kept off."""

from textual import constants
from textual.features import FeatureFlag

WATCHING: frozenset[FeatureFlag] = frozenset({"devtools", "debug"})


def keep_no_log() -> None:
    """Forget the log file that the environment may name; Textual would write each key to it."""
    vars(constants)["LOG_FILE"] = None


def unwatched(features: frozenset[FeatureFlag]) -> frozenset[FeatureFlag]:
    """Give the features without those that send what is typed to a developer's console."""
    return features - WATCHING
