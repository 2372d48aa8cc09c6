-- Requests that a token may go on sending each second; 0: without a limit. Null: as many as the server allows by default.
alter table token add column requests_per_second {int};
