"""Opening cycles, writing, sending and reviewing reports, consolidating them."""
