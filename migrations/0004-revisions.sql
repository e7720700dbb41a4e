-- Counts what changes how requests are judged: settings, and which tenant id leads to the store. Who has looked a token
-- up can then have its next statement see to it, by two keys, that all it knows of the token still holds.
alter table identity_stores add column revision bigint not null default 0;
