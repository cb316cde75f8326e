"""Parts of forms: labelled fields that explain what is wrong where it is wrong, for wizard and settings alike."""
