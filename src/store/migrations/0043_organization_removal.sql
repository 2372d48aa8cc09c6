-- An organization that was deleted, until the last of its rows is gone. Its own row goes first, so that nothing of it is
-- found any more.
create table organization_removal (
  org {text} not null primary key,
  name {text} not null,
  requested {int} not null,
  -- When no row was left for the first time; requests that were under way may have added some since.
  emptied {int}
) {keyed};
