-- Objects whose account a comparison found changed, and whose correction a person has to approve.
create table drift_hold (
  org {text} not null,
  app {text} not null,
  object {text} not null,
  primary key (org, app, object)
) {keyed};
