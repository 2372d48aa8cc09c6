-- What an organization defines beyond the standard schemas and types. It is one row, so that it is read and changed
-- as a whole. "locked" is until when a change of it keeps writers of objects out.
create table type_set (
  org {text} not null primary key,
  version {int} not null,
  schemas {json} not null,
  types {json} not null,
  locked {int},
  modified {int} not null
) {rows};

-- The version of the row above, 0 without one: a row that is always there can be required in a change set.
alter table organization add column types {int} not null default 0;
