"""Where in the organisation?"""
