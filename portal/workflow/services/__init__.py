"""Verbs of approvals: choosing the chain, acting on a step, recording what was decided elsewhere."""
