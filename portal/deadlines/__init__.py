"""When is it due?"""
