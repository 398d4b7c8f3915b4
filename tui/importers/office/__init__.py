"""Documents of office programs: `word` and `opendocument`, with the `lists` and `styles` that both have."""
