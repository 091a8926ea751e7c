"""Is the long work done?"""
