"""The messages that the partners' app sends, each with its addressees."""
