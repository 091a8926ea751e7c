"""Which country?"""
