-- What a change was, for those who are told of it: JSON with names of attributes, never their values.
alter table feed add column detail {text};

-- Who is told of changes, how far, and what stands in the way.
create table webhook (
  org {text} not null,
  id {text} not null,
  name {text} not null,
  name_key {text} not null,
  url {text} not null,
  types {json},
  secret {text} not null,
  former_secret {text},
  former_until {int},
  state {text} not null,
  place {text} not null,
  message {text},
  message_end {text},
  attempts {int} not null,
  failing_since {int},
  next_attempt {int} not null,
  last_success {int},
  failure {json},
  version {int} not null,
  created {int} not null,
  modified {int} not null,
  primary key (org, id)
) {rows};
create unique index webhook_by_name on webhook (org, name_key);

-- The journal of attempts: each is written down before it is sent.
create table delivery (
  org {text} not null,
  id {text} not null,
  webhook {text} not null,
  message {text} not null,
  kind {text} not null,
  start_place {text},
  end_place {text},
  events {int} not null,
  attempt {int} not null,
  state {text} not null,
  status {int},
  failure {json},
  exchange {text},
  created {int} not null,
  ended {int},
  primary key (org, id)
) {rows};
create index delivery_by_webhook on delivery (org, webhook, id);
create index delivery_by_state on delivery (org, webhook, state, id);
