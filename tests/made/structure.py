"""Documents that are put together otherwise: elements that are gone, doubled, in each other, called or told otherwise,
values of another kind, files of an archive in each other's place. They stay whole as XML, JSON and ZIP, so that what is
wrong with them gets further in than damage does.
"""

import json
import random
import zipfile
from copy import deepcopy
from io import BytesIO
from typing import Any
from xml.etree import ElementTree as Tree

_TEXTS = (
    "", "0", "-1", "2", "99999", "9" * 5000, "²", "٣", "1e308", "nan", "inf", "\u202e", "#", "#n1", "one.xhtml",
    "../../../etc/passwd", "file:///etc/passwd", "http://[", "//", "%ff", "%00", "a" * 5000, "toc", "noteref",
    "footnote", "pagebreak", "decimal", "bullet", "Heading1", "zh", "xx-YY", "0,0 1,1", "bbox 1 2 3 4", "99:99:99",
    "npt=1s", "-5s", "\x9b31m",
)  # fmt: skip
_VALUES: tuple[Any, ...] = (
    None, True, 0, -1, 1.5, 10**30, 1e999, [], {}, "", "\ud800", "x", "2020-01-01", [1], [[]], [{}], {"name": 1},
    {"name": []}, "<b>[/]</b>\x1b[2J", "\u202e",
)  # fmt: skip
_MOST = 300  # elements that are put into another


def restructured(data: bytes, dice: random.Random) -> bytes:
    """The same for the same dice; data that is neither XML nor JSON nor an archive stays as it is."""
    if data.startswith(b"PK"):
        return _archive(data, dice)
    try:
        if data.lstrip().startswith(b"{"):
            return json.dumps(_value(json.loads(data), dice, dice.choice((0.02, 0.1, 0.3)))).encode()
        root = Tree.fromstring(data)
        for _time in range(dice.choice((1, 1, 2, 4, 10))):
            _change(root, dice)
        return Tree.tostring(root, encoding="utf-8", xml_declaration=True)
    except (Tree.ParseError, ValueError, TypeError):
        return data


def _change(root: Tree.Element, dice: random.Random) -> None:
    everything = list(root.iter())
    one, other = dice.choice(everything), dice.choice(everything)
    match dice.randrange(10):
        case 0:
            one[:] = dice.choice(([], list(reversed(one)), [*one, *map(deepcopy, one)]))
        case 1:
            one.tag = other.tag
        case 2 if one is not other and len(list(other.iter())) < _MOST:
            one.append(deepcopy(other))
        case 3 | 4 | 5:
            one.attrib[dice.choice([*one.attrib, *other.attrib, "id"])] = dice.choice(_TEXTS)
        case 6:
            one.text, other.text = dice.choice(((other.text, one.text), (dice.choice(_TEXTS), other.text)))
        case 7:
            one.tail = dice.choice(_TEXTS)
        case 8:
            one.attrib.clear()
        case _ if len(list(one.iter())) < _MOST:
            one.append(_deep(one, dice.choice((3, 30))))


def _deep(element: Tree.Element, times: int) -> Tree.Element:
    inner = deepcopy(element)
    for _time in range(times):
        outer = Tree.Element(element.tag, dict(element.attrib))
        outer.append(inner)
        inner = outer
    return inner


def _value(value: Any, dice: random.Random, share: float) -> Any:
    if dice.random() < share:
        return dice.choice(_VALUES)
    if isinstance(value, dict):
        kept = [(name, each) for name, each in value.items() if dice.random() >= share]
        return {
            dice.choice((name, "x")) if dice.random() < share else name: _value(each, dice, share)
            for name, each in kept
        }
    if isinstance(value, list):
        return [_value(each, dice, share) for each in value] * (dice.choice((0, 3)) if dice.random() < share else 1)
    return value


def _archive(data: bytes, dice: random.Random) -> bytes:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        files = [(name, archive.read(name)) for name in archive.namelist()]
    for _time in range(dice.choice((1, 1, 2, 3))):
        number, other = dice.randrange(len(files)), dice.choice(files)
        name, content = files[number]
        if dice.random() < 0.8 and content.lstrip().startswith(b"<"):
            files[number] = name, restructured(content, dice)
        else:
            files[number] = dice.choice(((name, other[1]), (other[0], content), (name.upper(), content), (name, b"")))
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, content in dict(files).items():
            made.writestr(zipfile.ZipInfo(name), content)
    return out.getvalue()
