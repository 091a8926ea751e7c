"""The messages that the delegations' app sends, each with its addressees."""
