"""Which paper goes out, under which number?"""
