alter table users  add column created_by text not null default 'scim';
alter table groups add column created_by text not null default 'scim';

-- An event says under which transaction it was written: whoever follows events reads those of settled transactions
-- only, so that none that commits late is passed over. Names are kept as keys, as those of users and groups are.
create sequence event_sequence;
create table events (
  transaction_id    bigint           not null default txid_current(),
  sequence          bigint           not null default nextval('event_sequence'),
  identity_store_id text,
  request_id        text             not null,
  at                timestamptz      not null,
  tenant_id         text,
  token_id          text,
  operation         text,
  method            text             not null,
  path              text             not null,
  query             text             not null,
  user_agent        text,
  source_ip         text,
  request_body      bytea,
  request_bytes     integer          not null,
  status            integer          not null,
  response_body     bytea,
  duration_ms       double precision not null,
  error_code        text,
  error_message     text,
  findings          text             not null,
  rule_ids          text[]           not null,
  resource_id       text,
  resource_name_key bytea,
  constraint events_position primary key (transaction_id, sequence)
);
create index events_by_identity_store on events (identity_store_id, transaction_id, sequence)
  where identity_store_id is not null;
create index events_of_strangers on events (transaction_id, sequence)
  where identity_store_id is null;
create index events_with_findings on events (identity_store_id, transaction_id, sequence)
  where status >= 400 or rule_ids <> '{}';
create index events_by_time     on events (identity_store_id, at);
create index events_by_request  on events (request_id);
create index events_by_resource on events (resource_id, transaction_id, sequence)
  where resource_id is not null;
create index events_by_name     on events (resource_name_key, transaction_id, sequence)
  where resource_name_key is not null;
