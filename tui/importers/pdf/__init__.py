"""PDF: `opening` asks `pages` for them; `child` reads them in a process of its own, with all that it needs.

- In that process: `placing` and `pieces` say where words stand, `glyphs`, `letters`, `fonts` and `leftwards` what they
  are, `order` and `tree` what the tags of the file say of them, `tables`, `rows` and `cells` what is a table,
  `formulas`, `figures`, `links`, `notes` and `filled` the rest of what is on a page. `salvage` makes the table of a
  damaged file anew.
- Of pages a book is made by `tui.importers.printed`; a `long` one of parts, when somebody reads there.
"""
