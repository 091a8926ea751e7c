"""What we signed with them, what each side owes, what resources came of it."""
