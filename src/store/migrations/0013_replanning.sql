-- The version in which the settings of the connector last changed: until a cycle of it has ended, cycles are initial.
alter table application add column target_version {int} not null default 1;
update application set target_version = version;
-- How many accounts a plan changes in each attribute: JSON, a list of { type, path, changed, evaluated }.
alter table plan add column attributes {json} not null default '[]';
