"""The set of components, for those who build pages; a production server does not have these addresses."""

from . import for_everyone

ROWS = {"components": for_everyone(), "component_dialog": for_everyone(), "component_choices": for_everyone()}
