"""What a session's processes know of the control, from the first to the last that is spawned."""

from __future__ import annotations

from typing import Any


class Settings:
    """How the steps of a run are controlled."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.address = str(data["address"])
        self.granularity = str(data["granularity"])
        self.strategy = str(data["strategy"])
        self.seed = int(data["seed"])
        self.epoch = float(data["epoch"])
        """What `time.time()` said when the run began."""

    @property
    def is_told(self) -> bool:
        """Tell whether this is a run whose steps are shown: what was found is then repeated."""
        return self.strategy == "replay"

    def data(self) -> dict[str, Any]:
        """Return it as it was given."""
        return vars(self)
