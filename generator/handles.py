"""What an editor may write for an article in front matter: its path, its file name, its slug or its title; pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator.slugs import folded
from generator.titles import Titles

LEAST_LIKENESS = 0.7
"""Likeness from which a file is offered as advice, in (0, 1]."""


@dataclass(frozen=True, slots=True)
class Handles:
    """The names of the articles of one edition.

    Attributes:
        owners: Ids of the articles that a name may mean, sorted; the path of one means it alone.
        titles: Their titles, folded: the same.
        files: The names among `owners` that are no path, to be looked through for one that is spelled nearly so.
        headlines: Titles as written, to be looked through in the same way.
    """

    owners: Mapping[str, tuple[str, ...]]
    titles: Mapping[str, tuple[str, ...]]
    files: Titles
    headlines: Titles

    @classmethod
    def of(cls, articles: Iterable[tuple[str, str, str]]) -> Handles:
        """Gather the names of articles, given as path, slug and title."""
        owners: dict[str, set[str]] = defaultdict(set)
        titles: dict[str, set[str]] = defaultdict(set)
        labels = {}
        for id_, slug, title in articles:
            bare = id_.removesuffix(".md").removesuffix(".markdown")
            for name in (id_, bare, bare.rpartition("/")[2], id_.rpartition("/")[2], slug):
                owners[name].add(id_)
            titles[folded(title) or title].add(id_)
            labels[id_] = title
        paths = {path: (path,) for path in labels}
        return cls(
            {name: tuple(sorted(ids)) for name, ids in owners.items()} | paths,
            {name: tuple(sorted(ids)) for name, ids in titles.items()},
            Titles.of((name, name) for name in sorted(owners) if "/" not in name),
            Titles.of(sorted(labels.items())),
        )

    def all_of(self, name: str) -> tuple[str, ...]:
        """Give the ids of the articles that a name may mean; one that is clear means a single one.

        >>> handles = Handles.of([("monde/otan.md", "otan", "L'OTAN à Bakou")])
        >>> [handles.all_of(name) for name in ("monde/otan.md", "/monde/otan/", "content/monde/otan.md")]
        [('monde/otan.md',), ('monde/otan.md',), ('monde/otan.md',)]
        >>> handles.all_of("l’Otan a Bakou"), handles.all_of("autre")
        (('monde/otan.md',), ())
        """
        path = name.strip().removeprefix("./").removeprefix("@").strip("/")
        spellings = (path, path.removeprefix("content/"))
        found = next((self.owners[spelling] for spelling in spellings if spelling in self.owners), ())
        return found or self.titles.get(folded(name) or name.strip(), ())

    def find(self, name: str) -> str:
        """Give the id of the article that a name means; empty when there is none, or more than one."""
        found = self.all_of(name)
        return found[0] if len(found) == 1 else ""

    def nearest(self, name: str) -> tuple[str, ...]:
        """Give what somebody may have meant: paths that are spelled nearly so, else titles."""
        bare = name.strip().removesuffix(".md").rpartition("/")[2]
        # What holds a blank is a title: its slug would be offered as a file.
        near = () if " " in bare else self.files.nearest(bare, least=LEAST_LIKENESS)
        paths = dict.fromkeys(id_ for known in near for id_ in self.owners[known])
        titles = () if paths else self.headlines.nearest(name)
        return tuple(list(paths)[:2]) or tuple(f"« {title} »" for title in titles)
