"""What may happen next?"""
