"""The library at work, for the reader and for the shell: sources are taken in, looked for anew and searched, and what
takes long is done in another process."""
