"""A Textual application with nothing in it: what Textual alone costs."""

from textual.app import App

if __name__ == "__main__":
    App[None]().run(mouse=False)
