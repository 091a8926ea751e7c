"""What runs when there is no server?"""
