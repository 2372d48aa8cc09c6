-- The seed of an application's values that look random (`Guid`, `RandomString`). An application of an earlier version
-- keeps the values that it has made: they were drawn from its id.
alter table application add column seed {text} not null default '';
update application set seed = id;
