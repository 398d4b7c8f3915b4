"""The pure core: no file, clock, thread, terminal or network is touched below this folder.

- What is read: `publication` (articles, blocks, places); `lazily`, `blocks` and `extent` where it is made only when
  somebody comes there; `source` for its places in what it was made of.
- Text is cut by `sentences`, `words`; `linebreak` → `wrapping` → `reflow` into `rows` of `cells`, tables by `tabular`.
- One reader: `reader` takes a key, `commands` says what it is for, a file of `actions` does it to a `reading`. That has
  a `session` (the place and the ways to move it), menus (`menu`), and `listening` with its `narrator`.
- What is outside, as a reader meets it: `shelf` (the library), `exports`, `corrections`, `pronunciation`.
- Finding: `search`, with `letters` for how a word may be written. What can be visited: `things`, `tables`, `structure`.
- What is said: `describe`, `listing`, `doubts`, in the language of the interface by `wording`; `clean` keeps control
  characters out of all of it.
- `light` stands for modules of the standard library that take long to import.
"""
