"""A document at a width becomes a `Layout`: lines of runs that know no colours."""
