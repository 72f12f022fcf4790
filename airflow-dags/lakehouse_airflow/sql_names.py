"""Which tables of the lake a query names: read from its text, because parsing DAGs must not ask any server."""

from __future__ import annotations

import re

_NO_NAMES_IN_THERE = re.compile(
    r"""
      --[^\n]*                     # a comment to the end of the line
    | /\*.*?\*/                    # a comment
    | \$(\w*)\$.*?\$\1\$           # a dollar-quoted text
    | '(?:[^']|'')*'               # a text
    """,
    re.VERBOSE | re.DOTALL,
)
_TABLE = re.compile(
    r"""(?<![\w"$])(?:"(?P<q1>bronze|silver|gold)"|(?P<l1>bronze|silver|gold))
        \s*\.\s*
        (?:"(?P<q2>[^"]+)"|(?P<l2>\w+))""",
    re.VERBOSE | re.IGNORECASE,
)


def tables_named(sql: str) -> frozenset[str]:
    """Names such as `silver.pedidos`, in lower case.

    Text and comments do not count. What it finds may be no table, where an alias is called `silver`: compare with the
    tables that there are.
    """
    bare = _NO_NAMES_IN_THERE.sub(" ", sql)
    return frozenset(
        f"{found['q1'] or found['l1']}.{found['q2'] or found['l2']}".lower() for found in _TABLE.finditer(bare)
    )
