-- The values that an account had before it was renamed because its user was deleted, by path.
alter table link add column former_names {json};
-- When a person approved the removal of access that still holds; null for any other.
alter table link add column leave_approved {int};
-- The groups that a leaver is taken out of before anything is created.
create index plan_member_by_member on plan_member (org, plan, member_id);
