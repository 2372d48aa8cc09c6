-- Values that a target refused while it accepted the rest of the object: not sent again before they change.
create table target_refusal (
  org {text} not null,
  app {text} not null,
  object {text} not null,
  part {text} not null,
  value {json},
  fault {json} not null,
  version {int} not null,
  at {int} not null,
  primary key (org, app, object, part)
) {rows};
