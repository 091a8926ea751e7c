"""Who did what, when?"""
