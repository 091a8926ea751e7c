"""How does a record become paper?"""
