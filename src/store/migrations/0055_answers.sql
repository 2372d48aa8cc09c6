-- How often in a row the target gave the same answer to the same value, when the value is sent again, and whether it is
-- parked because that was too often.
alter table target_refusal add column answers {int} not null default 1;
alter table target_refusal add column retry_at {int};
alter table target_refusal add column parked {int} not null default 0;
create index target_refusal_parked on target_refusal (org, app, parked);
-- Until now one answer was enough. A day after it, each of these values is sent again.
update target_refusal set answers = 0
  where fault ->> 'code' in ('target.attribute-refused', 'target.not-offered');
update target_refusal set retry_at = at + 86400000 where fault ->> 'code' <> 'target.not-offered';
insert into due_change (org, app, due, object)
  select distinct org, app, retry_at, object from target_refusal where retry_at is not null
  on conflict do nothing;
-- Whether a person approved what the entry shows: the guards do not count it against later plans.
alter table provisioning_log add column approved {int} not null default 0;
