"""How is a register shown and edited?"""
