"""Muting from the app: what is muted, what that would hide, and all of it back."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from briefing.model import Mute
from briefing.render.coverage import counted
from briefing.tui.eye import for_eye

if TYPE_CHECKING:
    from briefing.tui.app import BriefingApp

#: Spans that are offered, in days; 0 is for good.
SPANS = {7: "for a week", 30: "for 30 days", 0: "for good"}
#: So many of the headlines that a mute would hide are shown, and outlets offered.
FEW, MANY = 4, 12


def choose_mute(app: "BriefingApp", outlets: Sequence[str]) -> None:
    """Offer to mute a word or one of the `outlets`, and to show again what is muted."""
    from briefing.tui.screens.ask import Choose

    desk = app.desk
    options: list[tuple[str, str]] = [("word", "A word or phrase …")]
    options += [(f"outlet {name}", f"Outlet: {for_eye(name)}") for name in outlets[:MANY]]
    by_choice = {f"again {mute.name}": mute for mute in desk.mutes}
    options += [(choice, f"Show again: {told(mute)}") for choice, mute in by_choice.items()]
    if desk.mutes:
        options.append(("all", "Leave out what is muted" if desk.shows_muted else "Show all this once, muted or not"))

    def chosen(choice: str | None) -> None:
        if choice == "word":
            ask_word(app)
        elif choice == "all":
            desk.show_muted(shown=not desk.shows_muted)
            app.renew()
        elif choice in by_choice:
            show_again(app, by_choice[choice])
        elif choice:
            choose_span(app, Mute(outlet=choice.removeprefix("outlet ")))

    app.push_screen(Choose("Mute what?", options), chosen)


def ask_word(app: "BriefingApp", done: Callable[[Mute], object] = lambda _: None) -> None:
    """Ask which word to mute, then for how long."""
    from briefing.tui.screens.ask import Ask

    hint = "Found as a whole word in headlines; a name, with its capital, in any script."

    def typed(word: str | None) -> None:
        if word and any(map(str.isalnum, word)):
            choose_span(app, Mute(word=word), done)

    app.push_screen(Ask("Mute which word or phrase?", hint=hint), typed)


def choose_span(app: "BriefingApp", mute: Mute, done: Callable[[Mute], object] = lambda _: None) -> None:
    """Show what `mute` would hide, ask for how long, and write it."""
    from briefing.store.mutes import add_mute
    from briefing.tui.screens.ask import Choose

    today = app.desk.moment().date()

    def chosen(days: str | None) -> None:
        if days is None:
            return
        until = today + timedelta(days=int(days)) if days != "0" else None
        wanted = Mute(word=mute.word, outlet=mute.outlet, until=until)

        def change() -> None:
            add_mute(app.opening.workspace.sources, wanted)
            app.reread()
            app.renew()
            app.tell(f"Muted {told(wanted)}; M shows it again.")
            done(wanted)

        app.attempt(change)

    options = [(str(days), span) for days, span in SPANS.items()]
    app.push_screen(Choose("\n".join(preview(app, mute)), options), chosen)


def show_again(app: "BriefingApp", mute: Mute) -> None:
    """End a mute."""
    from briefing.store.mutes import remove_mute

    def change() -> None:
        remove_mute(app.opening.workspace.sources, mute)
        app.reread()
        app.renew()
        app.tell(f"Shown again: {mute.name}")

    app.attempt(change)


def preview(app: "BriefingApp", mute: Mute) -> list[str]:
    """What `mute` would hide of the edition, the first headlines of it one a line."""
    hidden = app.desk.hidden_by(mute)
    headlines = hidden.stories.get(mute, [])
    what = counted(len(headlines), hidden.articles.total(), app.opening.words) or "nothing"
    lines = [f"{for_eye(mute.name)} hides {what} of this briefing"]
    lines += [f"  {for_eye(headline)}" for headline in headlines[:FEW]]
    return [*lines, f"  and {len(headlines) - FEW} more"] if len(headlines) > FEW else lines


def told(mute: Mute) -> str:
    """A mute in a few words."""
    return f"{for_eye(mute.name)} {f'until {mute.until}' if mute.until else 'for good'}"


def hidden_words(app: "BriefingApp") -> str:
    """What is hidden of the edition, for the bar; "" if nothing is."""
    coverage = app.desk.edition.coverage if app.desk.edition else None
    what = coverage and (str(coverage.hidden_stories or "") or counted(0, coverage.hidden_articles, app.opening.words))
    return app.opening.words("app.muted", what=what) if what else ""
