-- The roles of an application: JSON, a list of { id, value, name, default? }, or null for an application without roles.
alter table application add column roles {json};
-- A subject may have several roles: the role is part of the key, and the empty text stands for an assignment without one.
create table assignment_with_role (
  org {text} not null,
  app {text} not null,
  subject {text} not null,
  subject_type {text} not null,
  role {text} not null,
  created {int} not null,
  primary key (org, app, subject, role)
) {keyed};
insert into assignment_with_role (org, app, subject, subject_type, role, created)
  select org, app, subject, subject_type, coalesce(role, ''), created from assignment;
drop table assignment;
alter table assignment_with_role rename to assignment;
create index assignment_by_subject on assignment (org, subject);
