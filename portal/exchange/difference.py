"""In which columns does a record differ after its row?"""

from import_export import resources


class Difference(resources.Diff):
    """The columns in which a record differs after the row: [(column, before, after), …]."""

    def __init__(self, resource, instance, new):
        super().__init__(resource, instance, new)
        self.columns = resource.get_import_fields()

    def as_html(self):
        """The library asks for its HTML here; ours is data, and the page draws it."""
        rows = zip(self.columns, self.left, self.right, strict=True)
        return [(column, before, after) for column, before, after in rows if before != after]
