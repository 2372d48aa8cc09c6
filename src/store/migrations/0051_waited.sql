-- How long a user kept access after the directory had taken it away, in milliseconds; null for all other entries.
alter table provisioning_log add column waited_ms {int};
