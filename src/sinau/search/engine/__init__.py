"""Finding text in Indonesian: a pure package that knows neither Django nor the city.

Read in this order: `analysis` turns text into terms, `glossary` adds what an office word also means,
`query` plans a question against the statistics of a collection, `bm25` scores passages, `spelling`
offers the word that was meant, `excerpts` chooses and marks what to show, `evidence` decides whether
what was found is enough to be called an answer. The words and numbers they use are in `data/`.
"""
