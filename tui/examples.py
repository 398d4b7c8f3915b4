"""How each command of the shell is used: lines as they are typed."""

EXAMPLES = {
    "reader": (
        "mangdao page.txt",
        "mangdao --plain book.epub",
        "mangdao @3",
        "mangdao --at 'page 143' book.epub",
        "mangdao - < page.txt",
    ),
    "list": ("mangdao list page.txt", "mangdao list --json book.epub"),
    "read": ("mangdao read page.txt 3", "mangdao read @2 --width 60", "mangdao read --json page.txt"),
    "say": ("mangdao say page.txt 2", "mangdao say @3 --rate 150"),
    "export": ("mangdao export page.txt -o page.epub", "mangdao export @3 -o book.mp3"),
    "recognise": ("mangdao recognise scan.pdf", "mangdao recognise scan.png -o scan.hocr --languages chi_sim+eng"),
    "add": ("mangdao add book.epub papers", "mangdao add https://example.org/article", "mangdao add - < page.txt"),
    "library": ("mangdao library", "mangdao library 株洲", "mangdao library --json", "mangdao library --trash"),
    "search": (
        "mangdao search 盲道",
        "mangdao search --json bus stop",
        "mangdao search --in @2 ramp",
        "mangdao search --in page.txt --article 3 缓坡",
    ),
    "subscribe": (
        "mangdao subscribe https://example.org/feed.xml papers",
        "mangdao subscribe",
        "mangdao subscribe --end 1",
        "mangdao subscribe --opml > feeds.opml",
    ),
    "update": ("mangdao update", "mangdao update 2 papers --json"),
    "remove": ("mangdao remove 3", "mangdao remove --undo", "mangdao remove --empty-trash"),
    "tag": ("mangdao tag 3 +history", "mangdao tag 3", "mangdao tag 3 -"),
    "highlights": (
        "mangdao highlights @3 > notes.md",
        "mangdao highlights --json page.txt",
        "mangdao highlights --category question",
    ),
    "mark": (
        "mangdao mark page.txt the ramp is steep --note ask",
        "mangdao mark @3 缓坡 --category idea",
        "mangdao mark @3 缓坡 --bookmark",
        "mangdao mark @3 --read --article 2",
    ),
    "marks": ("mangdao marks > marks.json", "mangdao marks --take marks.json"),
    "doctor": ("mangdao doctor",),
    "voices": ("mangdao voices", "mangdao voices --json"),
    "speaker": ("mangdao speaker", "mangdao speaker --listen 127.0.0.1:7890"),
}
