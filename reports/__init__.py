"""What it adds up to: periodic reports, the Presidium report, the figures."""
