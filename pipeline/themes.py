"""
Find what a corpus talks about: segments that belong together, with words to name them and people who speak in them.

BERTopic does it, on our vectors and with our own steps (`theme_consensus.py`, `theme_words.py`): its defaults throw away a third
of what people said and give other themes with another seed. Every segment has a place here, but the few that resemble
nothing (`unheard`), which are listed. The number of themes follows the size of the corpus; another is taken when many
runs agree on it much better, and `reading` says so. A researcher may impose it.

Below a few dozen segments the answer is small and says that it is. No embedding backend is loaded, nothing is fetched.
"""

from __future__ import annotations

import math
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from models.base import content_id
from models.theme import SegmentTheme, Theme, ThemeSet
from models.transcript import Segment
from pipeline.errors import NothingToDo
from pipeline.french.terms import Terms, find_terms
from pipeline.theme_consensus import ANCHOR_SEGMENTS, Consensus, Neighbourhoods, togetherness, unit_rows
from pipeline.theme_words import NO_TERM, UNUSED_TERM, readable_label, telling_terms

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Integers = NDArray[np.int64]

FEWEST_SEGMENTS = 8  # below, no theme: reading is faster and truer
FEW_SEGMENTS = 30  # below, one theme for each `FEWEST_SEGMENTS` at most
FEW_PEOPLE = 3
SEGMENTS_PER_THEME = 10  # at least, on average
SMALLEST_FRACTION = 8  # a theme this many times smaller than the mean one is dissolved among the others
UNHEARD_SHARE = 0.05  # at most
FENCE = 1.5  # interquartile ranges below the first quartile (Tukey 1977): further, a segment resembles nothing
RANKED_TERMS = 30
MOST_TERMS = 10
FEWEST_REPRESENTATIVES, MOST_REPRESENTATIVES = 3, 5
READABLE_WORDS = (8, 90)
SHAKY_STABILITY = 0.5
EMBEDDING_BACKENDS = ("sentence_transformers", "transformers", "spacy")


def find_themes(
    segments: Sequence[Segment],
    vectors: Floats,
    *,
    seed: int,
    run_id: str,
    n_themes: int | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> ThemeSet:
    """
    The themes of a corpus, the same for the same seed whatever the order of the segments.

    Args:
        segments: all those to be read together.
        vectors: `(n_segments, n_dims)` float32, rows of length 1, in the same order.
        seed: of every random draw.
        run_id: the run that the themes are kept under.
        n_themes: imposed by the researcher; None lets the corpus decide.
        progress: told (clustering runs done, clustering runs to do).

    Raises:
        NothingToDo: there is no segment.
        ValueError: there is not one vector for each segment, or `n_themes` is less than 1.
    """
    if not segments:
        raise NothingToDo(
            "Aucun segment : il n'y a pas encore de thèmes à chercher. Lancez d'abord le découpage des transcriptions."
        )
    if len(vectors) != len(segments) or (n_themes is not None and n_themes < 1):
        raise ValueError("one vector for each segment, and at least one theme")
    if len(segments) < FEWEST_SEGMENTS:
        return _too_few(segments)
    order = sorted(range(len(segments)), key=lambda place: (segments[place].text, segments[place].segment_id))
    ordered = [segments[place] for place in order]
    return _theme_set(ordered, vectors[order], seed, run_id, n_themes, progress)


def _too_few(segments: Sequence[Segment]) -> ThemeSet:
    return ThemeSet(
        themes=(),
        places=(),
        unheard=tuple(segment.segment_id for segment in segments),
        reading=f"{len(segments)} segments : trop peu pour que le calcul dise quelque chose. Lisez-les et codez-les à la main.",
    )


def _theme_set(
    segments: Sequence[Segment],
    vectors: Floats,
    seed: int,
    run_id: str,
    n_themes: int | None,
    progress: Callable[[int, int], None] | None,
) -> ThemeSet:
    from threadpoolctl import threadpool_limits

    people = _people(segments)
    terms = find_terms([segment.text for segment in segments], people.tolist())
    numbers = (min(n_themes, len(segments)),) if n_themes else _numbers_to_try(len(segments))
    anchors = _anchors(len(segments), seed)
    fewest = None if n_themes else len(segments) // (SMALLEST_FRACTION * numbers[0])
    consensus = Consensus(numbers, people=people, anchors=anchors, seed=seed, fewest=fewest, progress=progress)
    with threadpool_limits(1):  # the order of sums changes with the number of threads, and themes with it
        ranked = _topics(vectors, terms, Neighbourhoods(anchors), consensus)
    closeness = _closeness(vectors, consensus.labels_)
    unheard = _unheard(closeness)
    themes: list[Theme] = []
    places: list[SegmentTheme] = []
    heard = consensus.labels_.copy()
    heard[unheard] = -1
    for topic, members in _by_size(heard):
        theme = _theme(segments, people, terms, ranked[topic], members, closeness, consensus, run_id, len(themes) + 1)
        themes.append(theme)
        places += [
            SegmentTheme(
                segment_id=segments[place].segment_id,
                theme_id=theme.theme_id,
                run_id=run_id,
                probability=float(consensus.probabilities_[place]),
            )
            for place in members
        ]
    return ThemeSet(
        themes=tuple(themes),
        places=tuple(places),
        unheard=tuple(segments[place].segment_id for place in unheard),
        reading=_reading(len(segments), len(set(people.tolist())), themes, consensus, n_themes),
    )


def _people(segments: Sequence[Segment]) -> Integers:
    """Who said each segment, as numbers; a voice nobody has named counts as one person in each transcript."""
    import numpy as np

    names = [segment.participant_id or f"?{segment.transcript_id}" for segment in segments]
    number_of = {name: number for number, name in enumerate(sorted(set(names)))}
    return np.array([number_of[name] for name in names], dtype=np.int64)


def usual_number(n_segments: int) -> int:
    """How many themes a corpus of that size is first given: 3 for 30 segments, 12 for 1,000, 24 for 10,000, 47 for 100,000."""
    if n_segments < FEW_SEGMENTS:
        return max(1, n_segments // FEWEST_SEGMENTS)
    return max(2, min(round(1.5 * math.pow(n_segments, 0.3)), n_segments // SEGMENTS_PER_THEME))


def _numbers_to_try(n_segments: int) -> tuple[int, ...]:
    usual = usual_number(n_segments)
    if n_segments < FEW_SEGMENTS:
        return (usual,)
    return (usual, max(2, round(0.7 * usual)), min(round(1.4 * usual), max(2, n_segments // SEGMENTS_PER_THEME)))


def _anchors(n_segments: int, seed: int) -> Integers:
    import numpy as np

    if n_segments <= ANCHOR_SEGMENTS:
        return np.arange(n_segments)
    drawn = np.random.default_rng((seed, n_segments)).choice(n_segments, size=ANCHOR_SEGMENTS, replace=False)
    return np.sort(drawn)


def _topics(
    vectors: Floats, terms: Terms, reduction: Neighbourhoods, consensus: Consensus
) -> dict[int, tuple[str, ...]]:
    """Let BERTopic reduce, group and weigh words; terms of each group, the most telling first, by our group numbers."""
    from sklearn.feature_extraction.text import CountVectorizer

    topics, class_tfidf = _bertopic()
    texts = [" ".join(keys) or NO_TERM for keys in terms.of_texts]
    topic_model = topics(
        language="multilingual",  # the English setting would strip every accent
        embedding_model=None,
        umap_model=reduction,
        hdbscan_model=consensus,
        vectorizer_model=CountVectorizer(
            analyzer=str.split, vocabulary=[*sorted(terms.surfaces), NO_TERM, UNUSED_TERM], lowercase=False
        ),
        ctfidf_model=class_tfidf(reduce_frequent_words=True, bm25_weighting=True),
        top_n_words=RANKED_TERMS,
        calculate_probabilities=False,
    )
    numbers, _ = topic_model.fit_transform(texts, vectors)
    ours = dict(zip(numbers, consensus.labels_.tolist(), strict=True))
    return {
        ours[number]: tuple(key for key, _ in ranked if key in terms.surfaces)
        for number, ranked in topic_model.get_topics().items()
    }


def _bertopic() -> tuple[Any, Any]:
    """
    BERTopic and its c-TF-IDF, without the embedding backends it looks for when it is imported.

    They are never used here and cost six seconds and 100 MB; the import takes their absence well. Once the encoder is loaded
    only spaCy is left to hide, which no other thread of this process imports.
    """
    loaded = "sentence_transformers" in sys.modules
    wanted = ("spacy",) if loaded else EMBEDDING_BACKENDS
    absent = [name for name in wanted if name not in sys.modules]
    blocked: dict[str, Any] = dict.fromkeys(absent)  # None: an import of that name says "not installed"
    sys.modules.update(blocked)
    try:
        from bertopic import BERTopic
        from bertopic.vectorizers import ClassTfidfTransformer
    finally:
        for name in absent:
            sys.modules.pop(name, None)
    return BERTopic, ClassTfidfTransformer


def load_topic_model() -> None:
    """Import the topic model now, so that `find_themes` need not wait for it."""
    _bertopic()


def _closeness(vectors: Floats, labels: Integers) -> Floats:
    """Cosine between each segment and the centre of its theme, in the encoder's space less the corpus' mean: `(n,)`."""
    import numpy as np

    rows = unit_rows(vectors - vectors.mean(axis=0))
    closeness = np.empty(len(rows), dtype=np.float32)
    for label in np.unique(labels):
        members = labels == label
        closeness[members] = rows[members] @ unit_rows(rows[members].mean(axis=0, keepdims=True))[0]
    return closeness


def _unheard(closeness: Floats) -> list[int]:
    """Segments far below the others (Tukey's fence), the furthest first, `UNHEARD_SHARE` of all at most."""
    import numpy as np

    first, third = np.quantile(closeness, (0.25, 0.75))
    far = np.flatnonzero(closeness < first - FENCE * (third - first))
    furthest = far[np.argsort(closeness[far], kind="stable")]
    return [int(place) for place in furthest[: int(UNHEARD_SHARE * len(closeness))]]


def _by_size(labels: Integers) -> list[tuple[int, Integers]]:
    import numpy as np

    sizes = Counter(labels[labels >= 0].tolist())
    return [(label, np.flatnonzero(labels == label)) for label in sorted(sizes, key=lambda of: (-sizes[of], of))]


def _theme(
    segments: Sequence[Segment],
    people: Integers,
    terms: Terms,
    ranked: tuple[str, ...],
    members: Integers,
    closeness: Floats,
    consensus: Consensus,
    run_id: str,
    number: int,
) -> Theme:
    keys = telling_terms(
        ranked, [terms.of_texts[place] for place in members], people[members].tolist(), most=MOST_TERMS
    )
    return Theme(
        theme_id=content_id("theme", run_id, *(segments[place].segment_id for place in members)),
        run_id=run_id,
        label=readable_label(keys, terms.surfaces, number=number),
        terms=tuple(terms.surfaces[key] for key in keys),
        representatives=_representatives([segments[place] for place in members], closeness[members]),
        n_segments=len(members),
        n_participants=len({segments[place].participant_id for place in members} - {None}),
        stability=togetherness(consensus.memberships_[members]),
    )


def _representatives(members: Sequence[Segment], closeness: Floats) -> tuple[str, ...]:
    """Segments near the centre and of readable length, from different people; the same person twice only for want of others."""
    shortest, longest = READABLE_WORDS
    ranked = sorted(
        range(len(members)),
        key=lambda place: (not shortest <= members[place].n_words <= longest, -closeness[place]),
    )
    chosen: list[Segment] = []
    for others_only, most in ((True, MOST_REPRESENTATIVES), (False, FEWEST_REPRESENTATIVES)):
        for place in ranked:
            if len(chosen) < most and _adds(members[place], chosen, others_only):
                chosen.append(members[place])
    return tuple(segment.segment_id for segment in chosen)


def _adds(segment: Segment, chosen: Sequence[Segment], others_only: bool) -> bool:
    if any(segment.text == other.text for other in chosen):
        return False
    return not others_only or all(_voice(segment) != _voice(other) for other in chosen)


def _voice(segment: Segment) -> str:
    return segment.participant_id or segment.transcript_id


def _reading(
    n_segments: int, n_people: int, themes: Sequence[Theme], consensus: Consensus, imposed: int | None
) -> str | None:
    """How far these themes can be trusted, in French; None when there is nothing to say."""
    said = []
    if n_segments < FEW_SEGMENTS:
        said.append(
            f"{n_segments} segments : à cette taille, le regroupement n'est qu'une première lecture. Relisez tout à la main."
        )
    elif n_segments < SEGMENTS_PER_THEME * FEW_SEGMENTS // 2:
        said.append(f"{n_segments} segments : les thèmes de moins de dix segments sont à lire avec prudence.")
    if n_people < FEW_PEOPLE:
        said.append(
            "Moins de trois personnes parlent ici : un thème peut n'être que la façon de parler de l'une d'elles."
        )
    if imposed is None and len(consensus.agreements_) > 1:
        said.append(_reason_of_number(consensus))
    shaky = [theme.label for theme in themes if (theme.stability or 0) < SHAKY_STABILITY]
    if shaky:
        said.append(
            f"{len(shaky)} thème(s) sur {len(themes)} changent beaucoup d'un tirage à l'autre (stabilité sous 0,50) : "
            "relisez leurs segments avant d'en faire des codes."
        )
    return " ".join(said) or None


def _reason_of_number(consensus: Consensus) -> str:
    """Why that number of themes, with what the others would have given."""
    usual = consensus.n_groups[0]
    measured = ", ".join(
        f"{number} thèmes : {agreement:.2f}".replace(".", ",")
        for number, agreement in sorted(consensus.agreements_.items())
    )
    kept = (
        "le nombre usuel à cette taille est gardé"
        if consensus.chosen_ == usual
        else "un autre nombre que l'usuel est nettement plus stable"
    )
    return f"Accord entre deux moitiés des tirages ({measured}) : {kept}."
