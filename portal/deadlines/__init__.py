"""When is it due?

`working` counts working days, `rules` reads the dated rules, `periods` the reporting periods, `reference`
loads what a new portal starts with.
"""
