-- When the result of a scoping filter can change by time alone, by object; `*` stands for every object.
create table due_change (
  org {text} not null,
  app {text} not null,
  due {int} not null,
  object {text} not null,
  primary key (org, app, due, object)
) {keyed};
