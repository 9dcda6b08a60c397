"""`briefing schema`: the JSON Schema of what `print --format json` writes."""

from briefing.cli.parsing import Options


def run(options: Options) -> int:
    """Print it."""
    import json

    from briefing.cli.output import write_text
    from briefing.render.json_schema import schema

    del options
    write_text(json.dumps(schema(), indent=2) + "\n")
    return 0
