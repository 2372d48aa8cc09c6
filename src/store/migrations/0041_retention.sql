-- How long records of a kind are kept in an organization, or in the whole installation, where that is not the default.
create table retention_rule (
  org {text} not null,
  kind {text} not null,
  days {int},
  number {int},
  primary key (org, kind)
) {keyed};
