"""The message of this package itself: the morning's letter, whose lines belong to the topics of the others."""

from .topics import Topic, hand_up

hand_up(Topic.SYSTEM, "notifications/digest")
