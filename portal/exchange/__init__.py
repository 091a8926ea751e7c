"""How do rows come in and go out?"""
