"""Forms of reports and of the register of other activities."""
