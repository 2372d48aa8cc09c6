-- The mappings that the template of an application gave it, by type of object: its default, where the template has one.
alter table application add column template_mappings {json};
