"""What must I know first?"""
