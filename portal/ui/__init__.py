"""How do we draw it?"""
