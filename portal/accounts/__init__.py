"""Who is signed in?"""
