"""Print on sheets of boxes, wherever it comes from: an `issue` of a newspaper, or else a `book`, of which the other
files tell what its lines are: heads, items of lists, code, asides, links."""
