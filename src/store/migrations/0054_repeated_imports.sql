-- Since which place in the feed an import that repeats the last one looks for changes; null: it is compared in full.
alter table source add column place {text};
-- The entries of the feed that the last import wrote itself.
alter table source add column own {text};
