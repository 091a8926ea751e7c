"""The way of real work through the pages, without a browser."""
