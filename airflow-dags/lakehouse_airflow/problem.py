"""A failure in the words of the service: what happened, why, and how to solve it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

# The service says `retryable`. Where something between us and it answers, these statuses may go away by themselves.
_PASSING = frozenset({408, 409, 425, 429, 502, 503, 504})


class Problem(Exception):
    """What went wrong, with `code`, `why` and `fix`; `passing` when the same request may succeed later."""

    def __init__(self, code: str, what: str, why: str, fix: str, *, passing: bool) -> None:
        super().__init__(f"{what}\n  why: {why}\n  fix: {fix}\n  ({code})")
        self.code = code
        self.what = what
        self.why = why
        self.fix = fix
        self.passing = passing

    @classmethod
    def of_document(cls, document: Mapping[str, Any], status: int | None = None) -> Problem:
        """From problem details (RFC 9457) as the service writes them, with a `status` for where they have none."""
        status = document.get("status") or status or 500
        retryable = document.get("retryable")
        what = document.get("what") or document.get("title") or f"The service answered with HTTP status {status}"
        return cls(
            str(document.get("code") or f"HTTP_{status}"),
            str(what),
            str(document.get("why") or document.get("detail") or "the service does not say"),
            str(document.get("fix") or "look into the log of the ingestion service"),
            passing=retryable if isinstance(retryable, bool) else status in _PASSING,
        )

    def document(self) -> dict[str, Any]:
        """For what has to be JSON; `of_event` reads it."""
        return {"code": self.code, "what": self.what, "why": self.why, "fix": self.fix, "passing": self.passing}

    @classmethod
    def of_event(cls, document: Mapping[str, Any]) -> Problem:
        return cls(
            document["code"], document["what"], document["why"], document["fix"], passing=bool(document["passing"])
        )
