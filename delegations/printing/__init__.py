"""What delegations, conferences and plans put on paper."""
