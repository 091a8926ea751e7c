"""Who must be told?"""
