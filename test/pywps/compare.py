"""Asks PyWPS and Terrarium the same, and says of each claim whether it holds, as a line of JSON each.

    python3 compare.py demo|atlas PYWPS TERRARIUM
    python3 compare.py demo|atlas --list
"""

import json
import sys

import cases
from descriptions import described
from wire import execute


def compare(case, theirs, ours):
    answers = [_chosen(execute(url, case["process"], case["inputs"], case["outputs"], case["language"]), case["only"]) for url in (theirs, ours)]
    refused = ["error" in answer for answer in answers]
    is_same = all(refused) or answers[0] == answers[1]
    if all(refused) and case["process"] == "failing":
        is_same = answers[0]["error"].removeprefix("Process error: ") == answers[1]["error"]
    return is_same == (case["differs"] is None), answers


def _chosen(answer, only):
    if only is None or "error" in answer:
        return answer
    return {"outputs": {name: answer["outputs"].get(name) for name in only}}


def compare_descriptions(theirs, ours, language=None):
    a, b = described(theirs, language), described(ours, language)
    for one in b.values():
        one["metadata"] = [link for link in one["metadata"] if not (link["role"] or "").startswith("urn:terrarium:")]
    for identifier in a.keys() | b.keys():
        one, other = a.get(identifier), b.get(identifier)
        if one is None or other is None:
            yield identifier, False, [one is not None, other is not None]
            continue
        # Of keywords, which WPS 1.0.0 has no place for, Terrarium makes links without an address.
        links = [link for link in other["metadata"] if link in one["metadata"] or link["href"]]
        other["metadata"] = links
        if not one["outputs"] and [each["Identifier"] for each in other["outputs"]] == ["finished"]:
            other["outputs"] = []  # on the list
        yield identifier, one == other, [{key: (one[key], other[key]) for key in one if one[key] != other[key]}]


DESCRIPTIONS = "every process describes itself as with PyWPS, in every language"


def claims_of(which):
    return [DESCRIPTIONS, *(case["claim"] for case in getattr(cases, which)(lambda name: name))]


def main(which, theirs, ours):
    base = ours.removesuffix("/wps")

    def sample(name):
        return f"{base}/static/data/{name}"

    def say(claim, ok, detail):
        told = {} if ok else {"detail": [json.dumps(one, ensure_ascii=False)[:1500] for one in detail]}
        print(json.dumps({"claim": claim, "ok": ok, **told}, ensure_ascii=False), flush=True)

    languages = (None, "fr-CA") if which == "atlas" else (None,)
    compared = [each for language in languages for each in compare_descriptions(theirs, ours, language)]
    wrong = [(identifier, detail) for identifier, ok, detail in compared if not ok]
    say(DESCRIPTIONS, bool(compared) and not wrong, wrong)
    for case in getattr(cases, which)(sample):
        try:
            ok, answers = compare(case, theirs, ours)
        except Exception as error:
            ok, answers = False, [f"{type(error).__name__}: {error}"]
        say(case["claim"], ok, answers)


if __name__ == "__main__":
    if sys.argv[2:] == ["--list"]:
        print(json.dumps(claims_of(sys.argv[1])))
    else:
        main(*sys.argv[1:])
