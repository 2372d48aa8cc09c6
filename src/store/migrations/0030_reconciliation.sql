-- The result of the last comparison of a target with the links of its application: one row, with bounded lists.
create table reconciliation (
  org {text} not null,
  app {text} not null,
  plan {text} not null,
  at {int} not null,
  found {json} not null,
  primary key (org, app)
) {keyed};
