"""Who visited whom: trips, visits, conferences."""
