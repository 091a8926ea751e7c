"""Forms of the partners' registers."""
