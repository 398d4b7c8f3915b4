"""Named tuples, enumerations and their like without the modules that make them.

`typing` and `enum`, with what they import, take longer than Python itself takes to start, and making forty classes
with them as long again. A type checker sees the real ones here; at run time stands what this program needs of them.
"""

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Callable as Callable
    from collections.abc import Generator as Generator
    from collections.abc import Iterable as Iterable
    from collections.abc import Iterator as Iterator
    from collections.abc import Mapping as Mapping
    from collections.abc import Sequence as Sequence
    from contextlib import suppress as suppress
    from enum import Enum as Enum
    from enum import IntEnum as IntEnum
    from enum import StrEnum as StrEnum
    from typing import Any as Any
    from typing import Generic as Generic
    from typing import NamedTuple as NamedTuple
    from typing import Protocol as Protocol
    from typing import TypeVar as TypeVar
    from typing import cast as cast
    from typing import overload as overload
else:
    # What `collections.abc` hands out; Python has this module before the first line of a program.
    from _collections_abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence  # noqa: F401 - to hand out

    try:
        from _collections import _tuplegetter
    except ImportError:  # a Python without this part in C

        def _tuplegetter(index: int, doc: str) -> property:
            return property(lambda self: self[index], doc=doc)

    Any = object

    def cast(_kind, value):
        return value

    def overload(_function):
        return None

    class suppress:  # noqa: N801 - the standard library's
        """contextlib's."""

        def __init__(self, *kinds):
            self._kinds = kinds

        def __enter__(self):
            return None

        def __exit__(self, kind, error, trace):
            return kind is not None and issubclass(kind, self._kinds)

    class TypeVar:
        """Stands for a kind of thing in annotations."""

        def __init__(self, name, bound=None):
            self.__name__ = name

    class Generic:
        """What is of some kind of thing; the same for all kinds at run time."""

        def __class_getitem__(cls, kind):
            return cls

    class Protocol:
        """What others must have; nothing at run time."""

    class _Tuple(tuple):
        """What all named tuples can do."""

        __slots__ = ()

        @classmethod
        def _make(cls, values):
            return cls(*values)

        def _replace(self, **changes):
            made = self.__class__(*map(changes.pop, self._fields, self))
            if changes:
                raise ValueError(f"Got unexpected field names: {list(changes)!r}")
            return made

        def _asdict(self):
            return dict(zip(self._fields, self, strict=True))

        def __getnewargs__(self):
            return tuple(self)

        def __repr__(self):
            fields = zip(self._fields, self, strict=True)
            return f"{self.__class__.__name__}({', '.join(f'{name}={value!r}' for name, value in fields)})"

    class _Named(type):
        """Makes the class of a named tuple: an ordinary one, with tuples for objects."""

        def __new__(meta, name, bases, space):
            if not bases:
                return super().__new__(meta, name, bases, space)
            annotate = space.get("__annotate_func__")  # from Python 3.14 on
            fields = tuple(annotate(1) if annotate else space.get("__annotations__", ()))
            defaults = {field: space[field] for field in fields if field in space}
            space.update(
                {field: _tuplegetter(index, f"Field number {index}.") for index, field in enumerate(fields)},
                __slots__=(),
                __match_args__=fields,
                __new__=_constructor(fields, tuple(defaults.values())),
                _fields=fields,
                _field_defaults=defaults,
            )
            return type(name, (_Tuple,), space)

    def _constructor(fields, defaults):
        """`__new__` with these parameters: the one for so many with other names."""
        function = type(_constructor)
        if len(fields) >= len(_CONSTRUCTORS):
            names = ", ".join(fields)
            make = eval(f"lambda _cls, {names}: _new(_cls, ({names},))", {"_new": tuple.__new__})
            make.__defaults__ = defaults
            return make
        code = _CONSTRUCTORS[len(fields)].__code__
        code = code.replace(co_varnames=("_cls", *fields), co_name="__new__", co_qualname="__new__")
        return function(code, globals(), "__new__", defaults)

    _new = tuple.__new__
    _CONSTRUCTORS = (
        lambda _cls: _new(_cls, ()),
        lambda _cls, a: _new(_cls, (a,)),
        lambda _cls, a, b: _new(_cls, (a, b)),
        lambda _cls, a, b, c: _new(_cls, (a, b, c)),
        lambda _cls, a, b, c, d: _new(_cls, (a, b, c, d)),
        lambda _cls, a, b, c, d, e: _new(_cls, (a, b, c, d, e)),
        lambda _cls, a, b, c, d, e, f: _new(_cls, (a, b, c, d, e, f)),
        lambda _cls, a, b, c, d, e, f, g: _new(_cls, (a, b, c, d, e, f, g)),
        lambda _cls, a, b, c, d, e, f, g, h: _new(_cls, (a, b, c, d, e, f, g, h)),
        lambda _cls, a, b, c, d, e, f, g, h, i: _new(_cls, (a, b, c, d, e, f, g, h, i)),
    )

    class NamedTuple(metaclass=_Named):
        """typing's, for classes; fields with a default stand behind those without."""

    class _Members(type):
        """Makes an enumeration: what its class says by a name without an underscore is a member."""

        def __new__(meta, name, bases, space):
            values = {key: value for key, value in space.items() if key[0] != "_" and not hasattr(value, "__get__")}
            made = super().__new__(meta, name, bases, {key: space[key] for key in space if key not in values})
            made.__members__ = {}
            made._of_value = {}
            for key, value in values.items():
                member = made._of_value.get(value)
                if member is None:
                    member = made.__new__(made, value) if made._has_value else object.__new__(made)
                    member.name = member._name_ = key
                    member.value = member._value_ = made._of_value[value] = value
                    made._of_value[value] = member
                made.__members__[key] = member
                type.__setattr__(made, key, member)
            return made

        def __call__(cls, value):
            try:
                return value if value.__class__ is cls else cls._of_value[value]
            except (KeyError, TypeError):
                raise ValueError(f"{value!r} is not a valid {cls.__name__}") from None

        def __getitem__(cls, name):
            return cls.__members__[name]

        def __iter__(cls):
            return iter(dict.fromkeys(cls.__members__.values()))

        def __len__(cls):
            return len(cls._of_value)

        def __contains__(cls, value):
            return value.__class__ is cls or value in cls._of_value

    class Enum(metaclass=_Members):
        """enum's: members are found by attribute, by value and by name, and are only what they are."""

        _has_value = False

        def __repr__(self):
            return f"<{self.__class__.__name__}.{self.name}: {self.value!r}>"

        def __str__(self):
            return f"{self.__class__.__name__}.{self.name}"

        def __reduce_ex__(self, _protocol):
            return self.__class__, (self.value,)

    class StrEnum(str, Enum):
        """Members are their values, which are text."""

        _has_value = True
        __repr__ = Enum.__repr__
        __str__ = str.__str__
        __format__ = str.__format__

    class IntEnum(int, Enum):
        """Members are their values, which are numbers."""

        _has_value = True
        __repr__ = Enum.__repr__
        __str__ = int.__repr__
        __format__ = int.__format__
