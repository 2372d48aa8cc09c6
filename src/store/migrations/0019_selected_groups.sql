-- The groups that go to a target whose application selects them one by one.
create table selected_group (
  org {text} not null,
  app {text} not null,
  group_id {text} not null,
  -- 1: in the target, only the memberships of this group are kept.
  memberships_only {int} not null,
  primary key (org, app, group_id)
) {keyed};
