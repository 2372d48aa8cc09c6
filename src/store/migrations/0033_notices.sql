-- Notices that go out by mail. Each is written with the fact that it reports, and before it is sent.
create table notice (
  org {text} not null,
  id {text} not null,
  kind {text} not null,
  -- The application, or the source of an import, that it is about.
  subject {text} not null,
  facts {json} not null,
  recipient {text},
  language {text},
  state {text} not null,
  attempts {int} not null,
  next_attempt {int} not null,
  failure {json},
  created {int} not null,
  ended {int},
  primary key (org, id)
) {rows};
create index notice_by_state on notice (state, org, id);
create index notice_by_subject on notice (org, subject, kind, id);
