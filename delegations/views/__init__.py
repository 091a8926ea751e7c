"""Pages of delegations and conferences beside those of their registers."""
