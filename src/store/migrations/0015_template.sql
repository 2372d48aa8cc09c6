-- The template of the gallery that an application was created from.
alter table application add column template {text};
