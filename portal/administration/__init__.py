"""Who looks after people, units, roles and rules?"""
