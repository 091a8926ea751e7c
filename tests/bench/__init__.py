"""What pages cost, measured in pairs: `make bench`. Not part of the tests, for a busy machine lies."""
