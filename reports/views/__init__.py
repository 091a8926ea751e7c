"""Pages of the periodic reports."""
