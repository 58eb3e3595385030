-- Why an import stopped, in words for whoever started it.
ALTER TABLE import ADD COLUMN failed_because text;
