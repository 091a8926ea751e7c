"""What administration tells by mail: the invitation of a new account, which has no notice in the portal."""

from portal.notifications.topics import Topic, hand_up

hand_up(Topic.SYSTEM, "accounts/invitation", urgent=True)
