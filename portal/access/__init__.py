"""May this person?"""
