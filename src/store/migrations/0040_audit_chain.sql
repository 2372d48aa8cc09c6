-- Records of the audit trail get a place: they become visible in the order of their places, up to transactions in flight.
-- The place of a record is the same after a dump and a restore, so it holds no number of a transaction. On PostgreSQL the
-- transaction takes its own number before the place, so that every place of a transaction in flight is known to be open.
{postgres_only} create sequence audit_place as bigint;
create table audit_placed (
  {audit_place},
  org {text} not null,
  id {text} not null,
  at {int} not null,
  actor {text} not null,
  service {text} not null,
  category {text} not null,
  activity {text} not null,
  target {text} not null,
  detail {json} not null,
  unique (org, id)
) {rows};
insert into audit_placed (org, id, at, actor, service, category, activity, target, detail)
  select org, id, at, actor, service, category, activity, target, detail from audit order by id;
drop table audit;
alter table audit_placed rename to audit;
{postgres_only} alter sequence audit_place owned by audit.place;
create index audit_by_target on audit (org, target, id);
create index audit_by_actor on audit (org, actor, id);
create index audit_by_category on audit (org, category, id);
create index audit_by_activity on audit (org, activity, id);

-- Sealed batches of records; each continues the chain of hashes of its organization.
create table audit_seal (
  org {text} not null,
  number {int} not null,
  at {int} not null,
  first {int} not null,
  count {int} not null,
  place {int} not null,
  previous {text} not null,
  hash {text} not null,
  entries {text} not null,
  key_id {text} not null,
  signature {text} not null,
  primary key (org, number)
) {rows};
create index audit_seal_by_place on audit_seal (org, place);

-- The last seal of each organization, and the last one whose records were removed, with a signature.
create table audit_chain (
  org {text} not null,
  seal {int} not null,
  record {int} not null,
  place {int} not null,
  hash {text} not null,
  at {int} not null,
  base_seal {int},
  base_record {int},
  base_place {int},
  base_hash {text},
  base_at {int},
  base_key {text},
  base_signature {text},
  primary key (org)
) {rows};
