"""Documents: one model, one layout, many renderers that only draw."""
