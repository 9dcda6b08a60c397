"""`briefing doctor`: whether all is well, and what to do where it isn't."""

from contextlib import nullcontext

from briefing.cli.parsing import Options

#: What a finding's state is called; as wide as the widest.
NAMES = {"ok": "ok", "note": "note", "mended": "mended", "repair": "damaged", "trouble": "needs you"}


def run(options: Options) -> int:
    """One line a check; exit code 1 if something is not well and was not mended."""
    from dataclasses import asdict

    from briefing.cli.clock import now
    from briefing.cli.output import as_json, write_lines
    from briefing.language.clean import clean
    from briefing.pipeline.doctor import examine
    from briefing.store.lock import working_alone
    from briefing.store.workspace import find_workspace

    workspace = find_workspace(options.workspace)
    moment = now()
    since = f"{moment:%Y-%m-%d %H:%M} UTC"
    wrong = False
    with working_alone(workspace.refreshing, since=since) if options.repair else nullcontext():
        for finding in examine(workspace, now=moment, repair=options.repair):
            wrong = wrong or finding.state in ("repair", "trouble")
            told = clean(finding.told, keep_newlines=False)
            name = NAMES[finding.state]
            row = asdict(finding) | {"state": name, "told": told}
            write_lines([as_json(row) if options.json else f"{name:9}  {finding.about}: {told}"])
    return 1 if wrong else 0
