"""What a draft is called, which action spaces it covers and how long its lists may become."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from quartier_nlp.errors import SettingsError
from quartier_nlp.model.vocabulary import INNENSTADT, LAENDLICHER_RAUM, UEBERGREIFEND, WOHNQUARTIER

#: How a sentence places something in a space that ships with the program ("in der Innenstadt").
_ADVERBIALS = {
    INNENSTADT: "in der Innenstadt",
    WOHNQUARTIER: "im Wohnquartier",
    LAENDLICHER_RAUM: "im ländlichen Raum",
    UEBERGREIFEND: "über alle Handlungsräume hinweg",
}


@dataclass(frozen=True, slots=True)
class DraftSpace:
    """An action space as a chapter of the draft.

    Attributes:
        space_id: As in the column ``action_spaces`` of the findings.
        name: German name, the chapter's heading.
        description: One German sentence on what the space covers, or an empty text.
        adverbial: How a sentence places something in it ("in der Innenstadt"); an empty text means
            the usual wording for spaces that ship with the program, else one built from the name.
    """

    space_id: str
    name: str
    description: str = ""
    adverbial: str = ""

    @property
    def where(self) -> str:
        """The adverbial phrase that places something in this space."""
        return self.adverbial or _ADVERBIALS.get(self.space_id) or f"im Handlungsraum „{self.name}“"


DEFAULT_SPACES: tuple[DraftSpace, ...] = (
    DraftSpace(INNENSTADT, "Innenstadt"),
    DraftSpace(WOHNQUARTIER, "Wohnquartier"),
    DraftSpace(LAENDLICHER_RAUM, "Ländlicher Raum"),
    DraftSpace(UEBERGREIFEND, "Handlungsraumübergreifend"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftOptions:
    """Options of ``compose``.

    Attributes:
        title: Title of the document.
        event: Project or event that it reports on; its subtitle. None leaves the subtitle out.
        date: Day printed on the title page and written into the files' properties; None takes the
            newest date of a source.
        action_spaces: Chapters, in order.
        max_items: Statements per section that are shown in full; the rest follow in compact form.
        max_references: References per statement that are shown with source and page; the rest
            follow by number alone.
        context_chars: Characters of context that a quote in the appendix keeps on either side at
            most.
        category_names: German names of place kinds and format families by lexicon key.
        actor_names: German names of actor categories by lexicon key.
    """

    title: str = "Quintessenz"
    event: str | None = None
    date: date | None = None
    action_spaces: tuple[DraftSpace, ...] = DEFAULT_SPACES
    max_items: int = 40
    max_references: int = 3
    context_chars: int = 240
    category_names: dict[str, str] = field(default_factory=dict)
    actor_names: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name in ("max_items", "max_references"):
            if getattr(self, name) < 1:
                raise SettingsError(f"draft option {name} must be at least 1, not {getattr(self, name)}")
        if self.context_chars < 0:
            raise SettingsError(f"draft option context_chars must not be negative, not {self.context_chars}")
        ids = [space.space_id for space in self.action_spaces]
        twice = sorted({space_id for space_id in ids if ids.count(space_id) > 1})
        if twice:
            raise SettingsError(f"draft option action_spaces names a space twice: {', '.join(twice)}")
