"""The letters of text as the index of words takes them."""

from tui.core.letters import APART as APART
from tui.core.letters import split as split
