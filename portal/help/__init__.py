"""What does it mean, and how is it done?"""
