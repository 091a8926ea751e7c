"""How much is it in đồng?"""
