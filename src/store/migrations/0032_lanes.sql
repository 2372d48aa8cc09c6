-- The operations of an application that rest, and the successes that their failures are compared with.
alter table provisioning add column lanes {json};
-- The operation that an object failed in, or that held it back, and since when it fails.
alter table pending add column lane {text};
alter table pending add column failing_since {int};
