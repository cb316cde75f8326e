"""From the first start to the first offer: five pages as a state machine without a screen.

`answers` is what the owner said so far, `ports` what is needed of the house, `errands` what runs beside the pages
(looking, measuring, testing), `checks` and `amounts` what may stand in a field, `wizard` the pages themselves."""
