"""From the model to what a page shows: pictures with a sentence above and the same numbers as a table.

`of_risk` for one risk, `of_many` for a register or the city, `of_people` for those who estimate.
"""
