"""Finding text in Indonesian: a pure package that knows neither Django nor the city.

Read in this order: `analysis` turns text into terms, `glossary` adds what an office word also means,
`query` plans a question against the statistics of a collection, `bm25` scores passages, `spelling`
offers the word that was meant, `excerpts` chooses and marks what to show, `evidence` decides whether
what was found is enough to be called an answer. The words and numbers they use are in `data/`.

`evidence.weigh(plan, hits) -> Evidence` is the refusal as a pure function: the hits are those of
`finding.find_for(...).hits`, best first, with or without similarities. `Evidence.outcome` is one of
`Outcome.ANSWERS` (quote them), `Outcome.CLOSEST` ("the passages closest to your question") and
`Outcome.UNKNOWN` ("we do not know"); `Evidence.enough` is the first of these.
"""
