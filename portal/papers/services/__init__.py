"""Verbs on outgoing papers and on the lines of their registers."""
