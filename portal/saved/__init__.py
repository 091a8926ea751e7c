"""Which view did I want to see again?"""
