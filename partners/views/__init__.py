"""Pages of the partners' app beside the registers."""
