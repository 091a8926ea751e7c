"""Who works for us?"""
