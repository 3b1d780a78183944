import numpy as np
import pytest

from sayso.linking import cluster_mentions, cluster_reports, same_lemma
from sayso.linking.lemmas import lemma
from sayso.linking.linkage import average_linkage
from sayso.linking.mentions import head

TEXTS = [
    "Gunmen attacked the mill at Tirsk on Friday and burned its barns.\nThe owner fled.",
    "The mill at Tirsk was attacked on Friday; its barns burned.\nGunmen fled.",
    "A choir festival opened in Velmory with songs about the sea.\nCritics attacked the opening speech.",
    "In Velmory the choir festival opened on Sunday with songs.\nThe mayor sang.",
]


def mention(text, words):
    start = TEXTS[text].index(words)
    return text, start, start + len(words)


@pytest.mark.parametrize(
    "forms",
    [("arrest", "arrests", "arrested", "arresting"), ("shoot", "shot", "shooting"), ("rob", "robbed", "robbing")],
)
def test_forms_of_a_word_have_one_lemma(forms):
    assert len({lemma(form) for form in forms}) == 1


def test_the_head_is_the_first_word_that_says_which_event():
    assert head("had been attacked") == lemma("attack")
    assert head("broke into") == lemma("break")


def test_one_lemma_in_reports_of_different_happenings_is_not_one_event():
    mentions = [mention(0, "attacked"), mention(1, "attacked"), mention(2, "attacked")]
    assert len(set(same_lemma(TEXTS, mentions))) == 1
    one, other, third = cluster_mentions(TEXTS, mentions)
    assert one == other != third


def test_reports_of_one_happening_are_found_together():
    labels = cluster_reports(TEXTS)
    assert labels[0] == labels[1] != labels[2]
    assert labels[2] == labels[3]


def test_clusters_are_joined_by_the_mean_of_their_pairs():
    likeness = np.array([[0, 0.9, 0.8], [0.9, 0, 0.1], [0.8, 0.1, 0]], np.float32)
    assert average_linkage(likeness, 0.5) == [0, 0, 2]
    assert average_linkage(likeness, 0.4) == [0, 0, 0]
    assert average_linkage(likeness[:1, :1], 0.4) == [0]
