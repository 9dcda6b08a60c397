"""Make the weights: `python -m briefing.analyse.train --data DIR`, DIR with `sections/` and `stream/` (DESIGN §7).

First `spoken.npz` from PolNeAR's training split, then `sections.npz`, for which articles are read with the first. The
networks learn from NewsDiscourse's training split; its validation split sets the temperature and, with the articles
laid out by hand, the last step; the stream gives the mean vector of the encoder's languages. Gives the same
bytes each time on one machine; some ten minutes on one core. Needs the `train` extra. Numbers are all it keeps.
Never imported by the program.
"""

import argparse
import sys
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from briefing.analyse.context import centred
from briefing.analyse.judgement import DATED_EVENTS, SECTIONS, judge, weigh
from briefing.analyse.lessons import Lesson, common_mean, documents, heard, labelled, laid_out
from briefing.analyse.network import SHAPES, run
from briefing.analyse.sections import FEATURES, LABELS, observe, softmax
from briefing.model import SECTION_OF

OUTPUT, SPOKEN = (Path(__file__).with_name(f"{name}.npz") for name in ("sections", "spoken"))
NETWORKS, FOLDS, JUDGE_FOLDS = 5, 3, 6
#: Inverse strength of the ridge of the last step, and how far rare sections are favoured.
JUDGE_C, FAVOUR = 0.03, 0.5
#: Inverse strength of the ridge on a sentence's vector when it is asked whether somebody speaks.
HEARING_C = 4.0
#: What a sentence weighs in the last step: labelled, in an entry that a feed has cut short, laid out by hand; and
#: what the same without its vector weighs beside it.
LABELLED, CUT_SHORT, LAID_OUT, BLANK = 0.6, 0.3, 4.0, 0.3
#: Losing news matters more than printing furniture, most of which has been found by its words before.
SPARING = 0.5
#: What happened in the last two months, or did harm this year, is part of the chain of events by the section's
#: definition; too few articles are laid out by hand to learn how much a date says.
DATED = 1.0
#: After how many sentences feeds cut their entries.
CUTS = (1, 2, 3, 5, 8)
_JUNK, _EVENTS = SECTIONS.index("boilerplate"), SECTIONS.index("escalation")
_PRINTED = [i for i, section in enumerate(SECTIONS) if section != "boilerplate"]
_SECTION = np.array([SECTIONS.index(SECTION_OF[label]) for label in LABELS])
_NUDGES = (-0.6, -0.3, -0.15, 0.15, 0.3, 0.6)


def main(arguments: Sequence[str] | None = None) -> int:
    """Train and write the weights; prints what each step scores on data that it hasn't seen."""
    from threadpoolctl import threadpool_limits

    parser = argparse.ArgumentParser(prog="python -m briefing.analyse.train", description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--last-step", action="store_true", help="keep the networks, learn the sections anew")
    options = parser.parse_args(arguments)
    folder = options.data / "sections"
    with threadpool_limits(1):
        if not options.last_step:
            mean = common_mean(options.data / "stream" / "two_hours.jsonl.gz")
            save(SPOKEN, {"mean": mean, **hearing(folder / "polnear_train.jsonl.gz", mean)})
        examination, short = whole_and_short(folder / "newsdiscourse_validation.jsonl.gz")
        if options.last_step:
            kept = unpacked(OUTPUT)
        else:
            lessons = whole_and_short(folder / "newsdiscourse_train.jsonl.gz")
            kept = labels_learnt(*lessons, examination, {"mean": mean, **scaling(lessons[0])})
        # The last step learns from the networks as the program runs them, in half precision.
        kept = {name: np.asarray(value, np.float16).astype(np.float32) for name, value in kept.items()}
        sources = ((examination, LABELLED), (short, CUT_SHORT), (list(laid_out(folder)), LAID_OUT))
        learnt = sections_learnt(sources, kept)
        save(OUTPUT, kept | {f"judgement.{name}": value for name, value in learnt.items()})
    say(f"{OUTPUT.stat().st_size + SPOKEN.stat().st_size} bytes")
    return 0


def unpacked(path: Path) -> dict[str, Any]:
    """The arrays of an .npz in single precision."""
    with np.load(path, allow_pickle=False) as stored:
        return {name: stored[name].astype(np.float32) for name in stored.files}


def say(line: str) -> None:
    """Tell how far it is."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def hearing(path: Path, mean: Any) -> dict[str, Any]:  # noqa: ANN401 - arrays
    """The regression of `spoken`."""
    from sklearn.linear_model import LogisticRegression

    vectors, truth = (np.concatenate(those) for those in zip(*heard(path), strict=True))
    model = LogisticRegression(C=HEARING_C, max_iter=500).fit(centred(vectors, mean), truth)
    return {"slope": model.coef_[0], "intercept": model.intercept_[0]}


def whole_and_short(path: Path) -> tuple[list[Lesson], list[Lesson]]:
    """The annotated documents, and the same in the same order as a feed may cut them."""
    annotated = list(documents(path))
    short = [rows[: CUTS[i % len(CUTS)]] for i, rows in enumerate(annotated)]
    return [labelled(rows) for rows in annotated], [labelled(rows) for rows in short]


def scaling(lessons: Sequence[Lesson]) -> dict[str, Any]:
    """`centre` and `scale` (len(FEATURES),) that standardise the features; relations, which need vectors, later."""
    blank = {"mean": np.zeros(512, np.float32), "centre": np.zeros(len(FEATURES)), "scale": np.ones(len(FEATURES))}
    seen = np.vstack([observe(blank, one.own, one.vectors, one.title)[0, :, : len(FEATURES)] for one in lessons])
    return {"centre": seen.mean(axis=0), "scale": 1 / (seen.std(axis=0) + 0.05)}


def labels_learnt(
    lessons: Sequence[Lesson], short: Sequence[Lesson], examination: Sequence[Lesson], weights: dict[str, Any]
) -> dict[str, Any]:
    """`weights` with the networks, their temperature and the shift of each label."""
    from briefing.analyse.teaching import teach

    whole, cut = (
        [(observe(weights, one.own, one.vectors, one.title), one.labels) for one in those] for those in (lessons, short)
    )
    labels = np.concatenate([one.labels for one in lessons])
    truth = np.concatenate([one.labels for one in examination])

    def taught(number: int, without: int = -1) -> dict[str, Any]:
        texts = [
            text for those in (whole, cut) for i, text in enumerate(those) if i % FOLDS != without and len(text[1])
        ]
        networks = []
        for seed in range(number):
            networks.append(teach(texts, features=len(FEATURES), seed=seed))
            say(f"network {seed + 1} of {number} taught, {'all folds' if without < 0 else f'without fold {without}'}")
        return stacked(networks)

    folded: list[Any] = [None] * len(whole)
    for fold in range(FOLDS):
        network = taught(1, without=fold)
        for i in range(fold, len(whole), FOLDS):
            folded[i] = softmax(run(network, whole[i][0])).mean(axis=1)[0]
    network = taught(NETWORKS)
    learnt = {f"network.{name}": value for name, value in network.items()}
    judged = np.vstack([views_of(one, weights | {"network": network})[0] for one in examination])
    temperature = min(np.linspace(0.7, 1.6, 19), key=lambda t: _surprise(judged, truth, float(t)))
    log_odds = np.log(judged + 1e-9) / temperature
    bias = even_handed([(np.log(np.vstack(folded) + 1e-9), labels), (log_odds, truth)])
    for name, found in (("as they are", log_odds.argmax(axis=1)), ("shifted", (log_odds + bias).argmax(axis=1))):
        by_section = macro_f1(_SECTION[truth], _SECTION[found], _PRINTED)
        score = macro_f1(truth, found, range(len(LABELS)))
        say(f"labels {name}: validation macro F1 {score:.3f}, by section {by_section:.3f}")
    say(f"temperature {temperature:.2f}, surprise {_surprise(judged, truth, float(temperature)):.3f}")
    return weights | learnt | {"temperature": temperature, "bias": bias}


def stacked(networks: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Networks of one shape as the arrays that `network.run` takes."""
    return {name: np.stack([network[name] for network in networks]) for name in SHAPES}


def views_of(lesson: Lesson, weights: Mapping[str, Any], *, blank: bool = False) -> Any:  # noqa: ANN401 - an array
    """Label probabilities (2, n, labels) of both views, or twice of the one without vectors."""
    network = weights.get("network") or {name: weights[f"network.{name}"] for name in SHAPES}
    vectors = None if blank else lesson.vectors
    return softmax(run(network, observe(weights, lesson.own, vectors, lesson.title))).mean(axis=1)


def sections_learnt(sources: Sequence[tuple[Sequence[Lesson], float]], weights: Mapping[str, Any]) -> dict[str, Any]:
    """The last step from lessons and what each weighs, and what it scores in cross-validation."""
    parts = [
        (*_rows(lessons, weights, blank=blank), weight * (BLANK if blank else 1), 2 * source + blank)
        for source, (lessons, weight) in enumerate(sources)
        for blank in (False, True)
    ]
    seen, targets, fold = (np.concatenate([part[i] for part in parts]) for i in range(3))
    amounts, kind = (np.concatenate([np.full(len(part[0]), part[i]) for part in parts]) for i in (3, 4))
    judged = np.zeros_like(targets)
    for part in range(JUDGE_FOLDS):
        out = fold == part
        judged[out] = judge(_regression(seen[~out], targets[~out], amounts[~out]), seen[out])
    for source in range(len(sources)):
        known = (kind == 2 * source) & (targets.sum(axis=1) > 0)
        truth, found = targets[known].argmax(axis=1), judged[known].argmax(axis=1)
        lenient = np.where(targets[known][np.arange(len(found)), found] > 0, found, truth)
        scores = [macro_f1(those, found, _PRINTED) for those in (truth, lenient)]
        say(f"sections, source {source}, cross-validated: macro F1 {scores[0]:.3f}, second answer also {scores[1]:.3f}")
    return _regression(seen, targets, amounts)


def _rows(lessons: Sequence[Lesson], weights: Mapping[str, Any], *, blank: bool) -> tuple[Any, Any, Any]:
    """What the last step sees of each sentence, what is right for it, and the fold of its document."""
    seen = [weigh(views_of(one, weights, blank=blank), one.own) for one in lessons]
    folds = np.concatenate([np.full(len(rows), i % JUDGE_FOLDS) for i, rows in enumerate(seen)])
    return np.vstack(seen), np.vstack([one.sections for one in lessons]), folds


def _regression(seen: Any, targets: Any, amounts: Any) -> dict[str, Any]:  # noqa: ANN401 - arrays
    """Multinomial logistic regression on soft `targets`; rarer sections count somewhat more."""
    from sklearn.linear_model import LogisticRegression

    centre, scale = seen.mean(axis=0), 1 / (seen.std(axis=0) + 0.05)
    rows, sections = np.nonzero(targets)
    weight = targets[rows, sections] * amounts[rows]
    each = np.bincount(sections, weights=weight, minlength=len(SECTIONS))
    weight *= (each.mean() / each[sections]) ** FAVOUR
    model = LogisticRegression(C=JUDGE_C, max_iter=500, tol=1e-6)
    model.fit((seen[rows] - centre) * scale, sections, sample_weight=weight)
    slope, intercept = model.coef_.T.copy(), model.intercept_ - SPARING * (np.arange(len(SECTIONS)) == _JUNK)
    for column in DATED_EVENTS:
        slope[column, _EVENTS] += DATED / scale[column]
        intercept[_EVENTS] += DATED * centre[column]
    return {"centre": centre, "scale": scale, "slope": slope, "intercept": intercept}


def _surprise(probabilities: Any, truth: Any, temperature: float) -> float:  # noqa: ANN401
    cooled = probabilities ** (1 / temperature)
    cooled /= cooled.sum(axis=1, keepdims=True)
    return float(-np.log(cooled[np.arange(len(truth)), truth] + 1e-9).mean())


def even_handed(judged: Sequence[tuple[Any, Any]]) -> Any:  # noqa: ANN401
    """Find the shift of each label's log-odds, one label at a time, that is fairest to all (log-odds, labels) given."""

    def fair(bias: Any) -> float:  # noqa: ANN401
        return sum(fairness(labels, (log_odds + bias).argmax(axis=1)) for log_odds, labels in judged)

    bias = np.zeros(len(LABELS))
    best = fair(bias)
    for _ in range(4):
        for label, nudge in _moves():
            moved = bias.copy()
            moved[label] += nudge
            score = fair(moved)
            if score > best + 1e-4:
                best, bias = score, moved
    return bias


def _moves() -> Iterator[tuple[int, float]]:
    return ((label, nudge) for label in range(len(LABELS)) for nudge in _NUDGES)


def fairness(truth: Any, found: Any) -> float:  # noqa: ANN401
    """Macro F1 over the labels and macro F1 over the printed sections, together."""
    return macro_f1(truth, found, range(len(LABELS))) + macro_f1(_SECTION[truth], _SECTION[found], _PRINTED)


def macro_f1(truth: Any, found: Any, kinds: Sequence[int]) -> float:  # noqa: ANN401
    """Unweighted mean of the F1 of each of `kinds`."""
    most = max(kinds) + 1
    hits = np.bincount(truth[truth == found], minlength=most)
    both = np.bincount(truth, minlength=most) + np.bincount(found, minlength=most)
    return float(np.mean([2 * hits[kind] / max(1, both[kind]) for kind in kinds]))


def save(path: Path, weights: Mapping[str, Any]) -> None:
    """Write an .npz of half-precision arrays that doesn't know when it was made."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, value in sorted(weights.items()):
            entry = zipfile.ZipInfo(f"{name}.npy")
            entry.compress_type = zipfile.ZIP_DEFLATED
            with archive.open(entry, "w") as file:
                np.lib.format.write_array(file, np.asarray(value, np.float16))


if __name__ == "__main__":
    sys.exit(main())
