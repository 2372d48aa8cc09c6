-- Pages of the audit trail by actor, area or activity, newest first, read their own entries alone.
create index audit_by_actor on audit (org, actor, id);
create index audit_by_category on audit (org, category, id);
create index audit_by_activity on audit (org, activity, id);
-- The same for the provisioning log by status or cycle, and for recorded exchanges by the status of the answer.
create index provisioning_log_by_status on provisioning_log (org, app, status, id);
create index provisioning_log_by_cycle on provisioning_log (org, app, cycle, id);
create index exchange_by_status on exchange (org, app, status, id);
