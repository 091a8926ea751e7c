"""Which file, which version?"""
