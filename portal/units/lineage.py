"""Who came of whom: successors, and the table of who stands above whom."""

from .models import Closure, Lineage, Unit


def current_successors(unit: Unit, *, on) -> list[Unit]:
    """The units alive on `on` in which `unit` lives on; itself while it lives, empty if it ended without heir."""
    if unit.is_valid(on=on):
        return [unit]
    found: dict[int, Unit] = {}
    for step in unit.succeeded_by.select_related("successor"):
        for heir in current_successors(step.successor, on=on):
            found[heir.pk] = heir
    return sorted(found.values(), key=lambda heir: heir.sort_key)


def predecessors(unit: Unit) -> list[Unit]:
    """All units that merged into `unit`, at any distance."""
    found: dict[int, Unit] = {}
    for step in unit.preceded_by.select_related("predecessor"):
        found[step.predecessor_id] = step.predecessor
        found |= {old.pk: old for old in predecessors(step.predecessor)}
    return sorted(found.values(), key=lambda old: old.sort_key)


def rebuild_closure() -> int:
    """Write the closure anew from parents and lineage; a few hundred rows, so simpler than patching it."""
    parents = dict(Unit.objects.values_list("pk", "parent_id"))
    heirs: dict[int, list[int]] = {}
    for old, new in Lineage.objects.values_list("predecessor_id", "successor_id"):
        heirs.setdefault(old, []).append(new)
    rows = [
        Closure(unit_id=unit, ancestor_id=ancestor, through_lineage=through)
        for unit in parents
        for ancestor, through in _above(unit, parents, heirs).items()
    ]
    Closure.objects.all().delete()
    Closure.objects.bulk_create(rows, batch_size=2000)
    return len(rows)


def place_below(unit: Unit) -> None:
    """The rows of a unit that is new: itself and all that stand above its parent; nobody stands below it yet."""
    above = Closure.objects.filter(unit_id=unit.parent_id).values_list("ancestor_id", "through_lineage")
    Closure.objects.bulk_create(
        Closure(unit=unit, ancestor_id=ancestor, through_lineage=through)
        for ancestor, through in [(unit.pk, False), *above]
    )


def _above(unit: int, parents: dict, heirs: dict) -> dict[int, bool]:
    """Ancestors of one unit with whether the shortest way leads through a successor."""
    found: dict[int, bool] = {}
    waiting = [(unit, False)]
    while waiting:
        here, through = waiting.pop()
        if here in found and found[here] <= through:
            continue
        found[here] = through
        if parents.get(here):
            waiting.append((parents[here], through))
        waiting += [(heir, True) for heir in heirs.get(here, [])]
    return found
