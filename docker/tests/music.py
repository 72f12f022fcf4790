"""What musica's gold tables have to be, worked out from its landing files in plain Python, without the product's code."""

import datetime
import decimal
import json
import pathlib


def songs(landing: pathlib.Path) -> dict[tuple, str]:
    """The lowest id of the songs of a title, artist and duration."""
    found: dict[tuple, str] = {}
    for file in (landing / "musica" / "song_data").rglob("*.json"):
        song = json.loads(file.read_text(encoding="utf-8"), parse_float=decimal.Decimal)
        name = (song["title"], song["artist_name"], song["duration"])
        found[name] = min(found.get(name, song["song_id"]), song["song_id"])
    return found


def plays(landing: pathlib.Path) -> dict[tuple[int, int], dict]:
    """By session and place in it; what is cut off, or lacks its time or its listener, is none."""
    catalogue, found = songs(landing), {}
    for file in (landing / "musica" / "log_data").rglob("*.json"):
        for line in file.read_text(encoding="utf-8").splitlines():
            try:
                event = json.loads(line, parse_float=decimal.Decimal)
            except ValueError:
                continue
            if event["page"] == "NextSong" and event["ts"] and event["userId"]:
                moment = datetime.datetime.fromtimestamp(int(event["ts"]) / 1000, datetime.timezone.utc)
                name = (event["song"], event["artist"], event["length"])
                found[event["sessionId"], event["itemInSession"]] = {
                    "user": int(event["userId"]),
                    "month": moment.date().replace(day=1),
                    "song": name[:2],
                    "song_id": catalogue.get(name),
                }
    return found


def song_of_each_play(landing: pathlib.Path) -> list[list]:
    """Session, item, user and song id of gold.songplays, in the order of the first two."""
    return [[*key, play["user"], play["song_id"]] for key, play in sorted(plays(landing).items())]


def most_listened(landing: pathlib.Path) -> list[list]:
    """The rows of gold.mais_ouvidas but for the song's id, by month, song and artist."""
    counts: dict[tuple, list] = {}
    for play in plays(landing).values():
        counts.setdefault((play["month"], *play["song"]), []).append(play["user"])
    rows = []
    for (month, song, artist), users in counts.items():
        ahead = sum(1 for key, others in counts.items() if key[0] == month and len(others) > len(users))
        rows.append([month, 1 + ahead, song, artist, len(users), len(set(users))])
    return sorted(rows, key=lambda row: (row[0], row[2], row[3]))
