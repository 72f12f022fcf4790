"""The shop's landing files, which come day by day."""

import pathlib


class ShopFiles:
    """Days of files that were made, and what of them lies in MinIO, with a copy of that here to work answers out from.

    What earlier tests landed, or an earlier session on a stack that was kept, counts.
    """

    def __init__(self, stack, folder: pathlib.Path, orders: int, days: int):
        self.stack = stack
        made = folder / "made"
        made.mkdir()
        self.made = stack.generate("loja", made, orders=orders, days=days)
        self.landed = folder / "landed"
        root = stack.s3("lakehouse-admin")
        for found in root.list_objects("landing", "loja/", recursive=True):
            root.fget_object("landing", found.object_name, str(self.landed / found.object_name))

    def land_next_day(self) -> str:
        """Lands the first day that is not there yet, as the user who may, and says which it was."""
        there = {file.stem for file in self.landed.glob("loja/*/*")}
        day = min(file.stem for file in self.made.glob("loja/*/*") if file.stem not in there)
        for file in sorted(self.made.glob(f"loja/*/{day}.*")):
            name = str(file.relative_to(self.made))
            copy = self.landed / name
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(file.read_bytes())
            self.stack.s3("uploader").fput_object("landing", name, str(file))
        return day
