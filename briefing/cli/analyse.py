"""`briefing analyse INPUT…`: every sentence with its section, voice and dates, as JSON Lines."""

from dataclasses import asdict
from typing import Any

from briefing.cli.parsing import Options
from briefing.model import Sentence


def run(options: Options) -> int:
    """One object a sentence, in the order of each document, boilerplate included."""
    import json

    from briefing.cli.documents import reading
    from briefing.cli.output import write_lines
    from briefing.cli.progress import tell
    from briefing.pipeline.examine import examine_all

    with reading(options) as (this, documents):
        found, failures = examine_all(documents, this)
        for failure in failures:
            tell(f"{failure.name}: {failure.reason}")
        write_lines(
            json.dumps(_row(document.id, sentence), ensure_ascii=False)
            for document in documents
            if document.id in found
            for sentence in found[document.id][0].sentences
        )
    return 1 if failures else 0


def _row(document: str, sentence: Sentence) -> dict[str, Any]:
    """A sentence as `analyse` writes it: the voice's keys are there only when somebody speaks."""
    voice = sentence.attribution
    return {
        "doc": document,
        "i": sentence.i,
        "start": sentence.start,
        "end": sentence.end,
        "text": sentence.text,
        "label": sentence.label,
        "section": sentence.section,
        "probability": round(sentence.probability, 4),
        "language": sentence.language,
        **(
            {
                "speaker": voice.speaker,
                "speaker_id": voice.speaker_id,
                "role": voice.role,
                **({"kind": voice.kind} if voice.kind else {}),
                "direct": voice.direct,
            }
            if voice
            else {}
        ),
        "dates": [{k: v for k, v in asdict(date).items() if k != "resolved"} for date in sentence.dates],
    }
