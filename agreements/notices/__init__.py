"""The messages that the agreements' app sends, each with its addressees."""
