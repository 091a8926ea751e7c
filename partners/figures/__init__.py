"""What is computed about partners and changes nothing."""
