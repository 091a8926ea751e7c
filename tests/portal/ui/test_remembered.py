"""What is remembered is what would be drawn now."""

from portal.ui.remembered import Remembered


def test_the_same_key_is_made_once_and_another_anew():
    made, kept = [], Remembered(2)

    def get(key):
        return kept.get(key, lambda: made.append(key) or f"drawn {key}")

    assert [get("a"), get("b"), get("a")] == ["drawn a", "drawn b", "drawn a"]
    assert made == ["a", "b"]


def test_the_one_longest_not_asked_for_goes_first():
    made, kept = [], Remembered(2)
    for key in ("a", "b", "a", "c", "a", "b"):
        kept.get(key, lambda key=key: made.append(key) or key)
    assert made == ["a", "b", "c", "b"]
