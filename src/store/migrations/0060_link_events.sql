-- The history of links: how each one came to be, the author of each change, and how it ended. `former` is the link before a person changed it.
create table link_event (
  org {text} not null,
  app {text} not null,
  object {text} not null,
  id {text} not null,
  type {text} not null,
  account {text} not null,
  at {int} not null,
  kind {text} not null,
  actor {text} not null,
  cause {text},
  former {json},
  primary key (org, app, object, id)
) {keyed};
-- Links from before have one entry each. The id of the object sorts before every later one.
insert into link_event (org, app, object, id, type, account, at, kind, actor)
select org, app, object, object, type, account, created, provenance, 'system' from link;
