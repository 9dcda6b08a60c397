"""Make `sections.npz`: `python -m briefing.analyse.train --data DIR`, DIR with `sections/` and `stream/` (DESIGN §7).

Learns from NewsDiscourse's training split, sets the temperature on its validation split, takes the mean vector of the
encoder's languages from the stream. Gives the same bytes each time; about two minutes on one core. Needs the `train`
extra. Numbers are all it keeps. Never imported by the program.
"""

import argparse
import sys
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from briefing.analyse.context import judged_around, surround
from briefing.analyse.lessons import Lesson, common_mean, documents, lesson
from briefing.analyse.sections import LABELS, observe
from briefing.analyse.vectors import DIMENSIONS
from briefing.model import SECTION_OF

OUTPUT = Path(__file__).with_name("sections.npz")
FOLDS = 5
#: Inverse strength of the ridge on each step, and what a cosine-sized coordinate weighs against a standardised one.
FIRST_C, SECOND_C, VECTOR_SCALE, SCALAR_SCALE = 0.006, 0.02, 8.0, 0.5
#: How far a label may be favoured against its probability when labels are made to share alike.
_SECTIONS = sorted(set(SECTION_OF.values()))
_SECTION = np.array([_SECTIONS.index(SECTION_OF[label]) for label in LABELS])
_NUDGES = (-0.6, -0.3, -0.15, 0.15, 0.3, 0.6)


def main(arguments: Sequence[str] | None = None) -> int:
    """Train and write the weights; prints what each step scores on the validation split."""
    from threadpoolctl import threadpool_limits

    parser = argparse.ArgumentParser(prog="python -m briefing.analyse.train", description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--output", type=Path, default=OUTPUT)
    options = parser.parse_args(arguments)
    mean = common_mean(options.data / "stream" / "two_hours.jsonl.gz")
    folder = options.data / "sections"
    lessons = [lesson(rows) for rows in documents(folder / "newsdiscourse_train.jsonl.gz")]
    examination = [lesson(rows) for rows in documents(folder / "newsdiscourse_validation.jsonl.gz")]
    weights: dict[str, Any] = {"mean": mean}
    with threadpool_limits(1):
        for model in ("full", "bare"):
            weights |= {f"{model}.{name}": value for name, value in learn(model, lessons, examination, mean).items()}
    save(options.output, weights)
    sys.stdout.write(f"{options.output}: {options.output.stat().st_size} bytes\n")
    return 0


def save(path: Path, weights: Mapping[str, Any]) -> None:
    """Write an .npz of half-precision arrays that doesn't know when it was made."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, value in sorted(weights.items()):
            entry = zipfile.ZipInfo(f"{name}.npy")
            entry.compress_type = zipfile.ZIP_DEFLATED
            with archive.open(entry, "w") as file:
                np.lib.format.write_array(file, np.asarray(value, np.float16))


def learn(model: str, lessons: Sequence[Lesson], examination: Sequence[Lesson], mean: Any) -> dict[str, Any]:  # noqa: ANN401
    """Both steps of one set of weights, its temperature and its leaning."""
    labels = np.concatenate([one.labels for one in lessons])
    truth = np.concatenate([one.labels for one in examination])
    fold, other_fold = (
        np.concatenate([np.full(len(one.labels), i // every % FOLDS) for i, one in enumerate(lessons)])
        for every in (1, FOLDS)
    )
    seen, seen_later = (_observed(model, those, mean) for those in (lessons, examination))
    folded, first, judged_later = _step(seen, seen_later, labels, fold, FIRST_C)
    again, again_later = _around(lessons, folded), _around(examination, judged_later)
    folded, second, judged_later = _step(again, again_later, labels, other_fold, SECOND_C)
    temperature = min(np.linspace(0.7, 1.6, 19), key=lambda t: _surprise(judged_later, truth, float(t)))
    logits = np.log(folded + 1e-9) / temperature
    bias = even_handed(logits, labels)
    found = (np.log(judged_later + 1e-9) / temperature + bias).argmax(axis=1)
    score = macro_f1(truth, found, len(LABELS))
    sys.stdout.write(f"{model}: validation macro F1 {score:.3f}, temperature {temperature:.2f}\n")
    steps = {"first": first, "second": second}
    learnt = {f"{name}.{part}": value for name, step in steps.items() for part, value in step.items()}
    return learnt | {"temperature": temperature, "bias": bias}


def _observed(model: str, lessons: Sequence[Lesson], mean: Any) -> Any:  # noqa: ANN401
    if model == "bare":
        return np.vstack([surround(one.own) for one in lessons])
    return np.vstack([observe(one.own, one.vectors, one.title, mean=mean) for one in lessons])


def _around(lessons: Sequence[Lesson], judged: Any) -> Any:  # noqa: ANN401
    ends = np.cumsum([len(one.labels) for one in lessons])[:-1]
    parts = np.split(judged.astype(np.float32), ends)
    return np.vstack([np.hstack([judged_around(part), one.own]) for part, one in zip(parts, lessons, strict=True)])


def _step(seen: Any, later: Any, labels: Any, fold: Any, strength: float) -> tuple[Any, dict[str, Any], Any]:  # noqa: ANN401
    """One logistic regression: its judgement of each fold by the others, its weights, its judgement of `later`."""
    from sklearn.linear_model import LogisticRegression

    centre, scale = seen.mean(axis=0), SCALAR_SCALE / (seen.std(axis=0) + 1e-3)
    wide = 4 * DIMENSIONS
    if seen.shape[1] > wide:
        centre[-wide:], scale[-wide:] = 0.0, VECTOR_SCALE
    rows, rows_later = (np.clip((one - centre) * scale, -5, 5) for one in (seen, later))

    def fit(chosen: Any) -> Any:  # noqa: ANN401
        return LogisticRegression(C=strength, max_iter=300, tol=1e-4).fit(rows[chosen], labels[chosen])

    folded = np.zeros((len(labels), len(LABELS)))
    for part in range(FOLDS):
        folded[fold == part] = fit(fold != part).predict_proba(rows[fold == part])
    final = fit(fold >= 0)
    weights = {"centre": centre, "scale": scale, "slope": final.coef_.T, "intercept": final.intercept_}
    return folded, weights, final.predict_proba(rows_later)


def _surprise(probabilities: Any, truth: Any, temperature: float) -> float:  # noqa: ANN401
    cooled = probabilities ** (1 / temperature)
    cooled /= cooled.sum(axis=1, keepdims=True)
    return float(-np.log(cooled[np.arange(len(truth)), truth] + 1e-9).mean())


def even_handed(logits: Any, labels: Any) -> Any:  # noqa: ANN401
    """Find the shift of each label's log-odds, one label at a time, that makes `fairness` highest."""
    bias = np.zeros(len(LABELS))
    best = fairness(labels, logits.argmax(axis=1))
    for _ in range(3):
        for label in range(len(LABELS)):
            for nudge in _NUDGES:
                moved = bias.copy()
                moved[label] += nudge
                score = fairness(labels, (logits + moved).argmax(axis=1))
                if score > best + 1e-4:
                    best, bias = score, moved
    return bias


def fairness(truth: Any, found: Any) -> float:  # noqa: ANN401
    """Macro F1 over the labels and macro F1 over the sections, together."""
    return macro_f1(truth, found, len(LABELS)) + macro_f1(_SECTION[truth], _SECTION[found], len(_SECTIONS))


def macro_f1(truth: Any, found: Any, kinds: int) -> float:  # noqa: ANN401
    """Unweighted mean of the F1 of each of `kinds` kinds."""
    hits = np.bincount(truth[truth == found], minlength=kinds)
    both = np.bincount(truth, minlength=kinds) + np.bincount(found, minlength=kinds)
    return float(np.mean(2 * hits / np.maximum(1, both)))


if __name__ == "__main__":
    sys.exit(main())
