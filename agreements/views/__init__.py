"""Pages of agreements and resources beside those of their registers."""
