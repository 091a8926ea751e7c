"""What does every record in a register keep?"""
