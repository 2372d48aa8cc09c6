-- Answers with an error, under their tracking ids: the caller, the route, the status and the code; nothing of the request's content.
create table error_answer (
  org {text} not null,
  id {text} not null,
  at {int} not null,
  actor {text} not null,
  address {text},
  method {text} not null,
  route {text} not null,
  status {int} not null,
  code {text},
  primary key (org, id)
) {rows};
create index error_answer_by_id on error_answer (id);
