-- Lists of the inactive users read these alone. SQLite and PostgreSQL have the same text for this JSON value.
create index object_inactive on object (org, type, id)
  where deleted is null and cast(search -> 'active' as text) = 'false';
-- The timeline of a user or group reads what was done to it from the audit trail.
create index audit_by_target on audit (org, target, id);
