"""What does the portal look like with data in it?"""
