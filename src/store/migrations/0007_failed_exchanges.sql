-- The ring of failed exchanges; good ones must not slow it down.
create index exchange_failed_ring on exchange (org, app, id) where ok = 0;
