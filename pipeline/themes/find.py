"""
Find what a corpus talks about: segments that belong together, with words to name them and people who speak in them.

BERTopic does it, on our vectors and with our own steps (`space.py`, `consensus.py`, `words.py`): its
defaults throw away a third of what people said and give other themes with another seed. Every segment has a place here, but
the few that resemble nothing (`unheard`), which are listed. The number of themes follows the size of the corpus, by wide steps;
another is taken only when the runs agree on it far better, and `reading` says so. A researcher may impose it.

Nothing here hangs on how people were renamed: what is between brackets or bears a capital orders nothing and counts for
nothing. Below a few dozen segments the answer is small and says that it is. Nothing is fetched.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from models.base import content_id
from models.theme import NumberTried, SegmentTheme, Theme, ThemeSet
from models.transcript import Segment
from pipeline.errors import NothingToDo
from pipeline.french.terms import Terms, find_terms
from pipeline.themes.consensus import Consensus, togetherness
from pipeline.themes.figures import Echoes, loudest_share, without_loudest
from pipeline.themes.parts import by_size, subthemes
from pipeline.themes.reading import FEW_SEGMENTS, reading, too_few
from pipeline.themes.sizes import FEWEST_SEGMENTS, SEGMENTS_PER_THEME, SMALLEST_FRACTION, usual_number
from pipeline.themes.space import ANCHOR_SEGMENTS, Neighbourhoods, told_apart, unit_rows
from pipeline.themes.words import MOST_TERMS, NO_TERM, UNUSED_TERM, readable_label, telling_terms

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Integers = NDArray[np.int64]

TRIED = (1.0, 0.7, 1.3, 1.7)  # numbers tried, in shares of the usual one
UNHEARD_SHARE = 0.05  # at most
FENCE = 1.5  # interquartile ranges below the first quartile (Tukey 1977): further, a segment resembles nothing
RANKED_TERMS = 30
FEWEST_REPRESENTATIVES, MOST_REPRESENTATIVES = 3, 5
READABLE_WORDS = (8, 90)
EMBEDDING_BACKENDS = ("sentence_transformers", "transformers", "spacy")
_NAMING = re.compile(r"\[[^\]\n]*\]|\b[^\W\d_a-zà-ÿœæ][\w'’-]*")


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
        return too_few(segments)
    order = sorted(range(len(segments)), key=lambda place: _unnamed_key(segments[place]))
    ordered = [segments[place] for place in order]
    return _theme_set(ordered, vectors[order], seed, run_id, n_themes, progress)


def _unnamed_key(segment: Segment) -> tuple[str, str, str]:
    """Where a segment stands among the others: by its words but names and pseudonyms, so that renaming people changes no draw."""
    return _NAMING.sub("", segment.text), segment.text, segment.segment_id


def _theme_set(
    segments: Sequence[Segment],
    vectors: Floats,
    seed: int,
    run_id: str,
    n_themes: int | None,
    progress: Callable[[int, int], None] | None,
) -> ThemeSet:
    from threadpoolctl import threadpool_limits

    people = people_of(segments)
    terms = find_terms([segment.text for segment in segments], people.tolist())
    numbers = (min(n_themes, len(segments)),) if n_themes else _numbers_to_try(len(segments))
    anchors = _anchors(len(segments), seed)
    fewest = None if n_themes else len(segments) // (SMALLEST_FRACTION * numbers[0])
    consensus = Consensus(numbers, people=people, anchors=anchors, seed=seed, fewest=fewest, progress=progress)
    echoes = Echoes(segments)
    with threadpool_limits(1):  # the order of sums changes with the number of threads, and themes with it
        ranked = _topics(vectors, terms, Neighbourhoods(anchors, told_apart(people)), consensus)
        closeness = _closeness(vectors, consensus.labels_)
        unheard = _unheard(closeness)
        heard = consensus.labels_.copy()
        heard[unheard] = -1
        themes: list[Theme] = []
        places: list[SegmentTheme] = []
        for topic, members in by_size(heard):
            theme = _theme(
                segments, people, terms, ranked[topic], members, closeness, consensus, run_id, len(themes) + 1
            )
            figures: dict[str, Any] = {
                "interviewer_share": echoes.share(members.tolist()),
                "loudest_share": loudest_share(people[members]),
                "without_loudest": without_loudest(members, people, consensus),
                "subthemes": subthemes(
                    segments, vectors, people, terms, members, theme_id=theme.theme_id, seed=seed, rank=_ranked_within
                ),
            }
            themes.append(theme.model_copy(update=figures))
            places += [
                SegmentTheme(
                    segment_id=segments[place].segment_id,
                    theme_id=theme.theme_id,
                    run_id=run_id,
                    probability=float(consensus.probabilities_[place]),
                )
                for place in members
            ]
    tried = () if n_themes else _numbers_tried(consensus)
    return ThemeSet(
        themes=tuple(themes),
        places=tuple(places),
        unheard=tuple(segments[place].segment_id for place in unheard),
        reading=reading(len(segments), len(set(people.tolist())), themes, tried, usual=consensus.n_groups[0]),
        numbers=tried,
    )


def people_of(segments: Sequence[Segment]) -> Integers:
    """Who said each segment, numbered as they are first met; a voice nobody has named is one person in each transcript."""
    import numpy as np

    number_of: dict[str, int] = {}
    names = [segment.participant_id or f"?{segment.transcript_id}" for segment in segments]
    return np.array([number_of.setdefault(name, len(number_of)) for name in names], dtype=np.int64)


def _numbers_tried(consensus: Consensus) -> tuple[NumberTried, ...]:
    return tuple(
        NumberTried(number=number, chosen=number == consensus.chosen_, **consensus.tried_[number]._asdict())
        for number in sorted(consensus.tried_)
    )


def _numbers_to_try(n_segments: int) -> tuple[int, ...]:
    usual = usual_number(n_segments)
    if n_segments < FEW_SEGMENTS:
        return (usual,)
    most = max(2, n_segments // SEGMENTS_PER_THEME)
    return tuple(dict.fromkeys(min(max(2, round(share * usual)), most) for share in TRIED))


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


def _ranked_within(spoken: Sequence[Sequence[tuple[str, ...]]]) -> list[tuple[str, ...]]:
    """Terms of each part, those that tell it from the other parts first (class TF-IDF, as BERTopic weighs themes)."""
    import numpy as np
    from scipy.sparse import csr_matrix

    counts = [Counter(key for row in part for key in row) for part in spoken]
    keys = [*sorted(set().union(*counts)), NO_TERM, UNUSED_TERM]
    matrix = np.array([[part[key] for key in keys] for part in counts], dtype=np.float64)
    if not matrix.any():
        return [() for _ in spoken]
    _, class_tfidf = _bertopic()
    weigh = class_tfidf(reduce_frequent_words=True, bm25_weighting=True).fit(csr_matrix(matrix))
    weights = weigh.transform(csr_matrix(matrix)).toarray()
    weights -= weights.mean(axis=0)  # what every part says tells none from the others
    return [
        tuple(keys[place] for place in np.argsort(-row, kind="stable")[:RANKED_TERMS] if row[place] > 0)
        for row in weights
    ]
