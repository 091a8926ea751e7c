"""The organisations we work with, and our standing in them."""
