-- The scoping filters of an application, by type of object.
alter table application add column scopes {json};
