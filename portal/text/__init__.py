"""Is it the same words?"""
