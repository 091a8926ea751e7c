"""Who can do it?"""
