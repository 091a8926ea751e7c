"""What the partners' app puts on paper."""
