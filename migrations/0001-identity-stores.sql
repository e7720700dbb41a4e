-- Times are always parameters, never now(): the clock of the server can be frozen.
-- JSON is kept as text: its escapes may spell NUL and lone surrogates, which jsonb refuses.

create table identity_stores (
  id         text        not null,
  created_at timestamptz not null,
  settings   text        not null default '{}',
  constraint identity_stores_id primary key (id)
);

-- A tenant id stays known after its store is deleted, so this refers to nothing.
create table tenants (
  id                text        not null,
  identity_store_id text        not null,
  created_at        timestamptz not null,
  retired_at        timestamptz,
  constraint tenants_id primary key (id)
);
create unique index tenants_live on tenants (identity_store_id) where retired_at is null;

create table tokens (
  id                text        not null,
  identity_store_id text        not null,
  hash              bytea       not null,
  created_at        timestamptz not null,
  expires_at        timestamptz not null,
  last_used_at      timestamptz,
  constraint tokens_id primary key (id),
  constraint tokens_hash unique (hash),
  constraint tokens_identity_store foreign key (identity_store_id)
    references identity_stores (id) on delete cascade
);
create index tokens_by_identity_store on tokens (identity_store_id);

-- Users and groups do not refer to identity_stores: each insert would lock that one row.
-- Keys are SHA-256 of the folded value: equal on any collation, and short enough for an index row.
create sequence user_sequence;
create table users (
  identity_store_id  text        not null,
  id                 text        not null,
  sequence           bigint      not null default nextval('user_sequence'),
  user_name_key      bytea,
  email_key          bytea,
  external_id_key    bytea,
  external_id_issuer text,
  resource           text        not null,
  created_at         timestamptz not null,
  updated_at         timestamptz not null,
  constraint users_id primary key (identity_store_id, id)
);
create unique index users_user_name   on users (identity_store_id, user_name_key);
create unique index users_email       on users (identity_store_id, email_key);
create unique index users_external_id on users (identity_store_id, external_id_key);
create unique index users_sequence    on users (identity_store_id, sequence);

create sequence group_sequence;
create table groups (
  identity_store_id  text        not null,
  id                 text        not null,
  sequence           bigint      not null default nextval('group_sequence'),
  display_name_key   bytea,
  external_id_key    bytea,
  external_id_issuer text,
  resource           text        not null,
  created_at         timestamptz not null,
  updated_at         timestamptz not null,
  constraint groups_id primary key (identity_store_id, id)
);
create unique index groups_display_name on groups (identity_store_id, display_name_key);
create unique index groups_external_id  on groups (identity_store_id, external_id_key);
create unique index groups_sequence     on groups (identity_store_id, sequence);

create table memberships (
  identity_store_id text        not null,
  group_id          text        not null,
  user_id           text        not null,
  created_at        timestamptz not null,
  constraint memberships_id primary key (identity_store_id, group_id, user_id),
  constraint memberships_group foreign key (identity_store_id, group_id)
    references groups (identity_store_id, id) on delete cascade,
  constraint memberships_user foreign key (identity_store_id, user_id)
    references users (identity_store_id, id) on delete cascade
);
create index memberships_by_user on memberships (identity_store_id, user_id);

-- Calls within one second. A crash may forget them, so they need no write-ahead log.
create unlogged table throttles (
  identity_store_id text        not null,
  operation         text        not null,
  second            timestamptz not null,
  calls             integer     not null,
  constraint throttles_id primary key (identity_store_id, operation, second)
);
create index throttles_by_second on throttles (second);

create table secrets (
  name       text        not null,
  hash       bytea       not null,
  created_at timestamptz not null,
  constraint secrets_name primary key (name)
);
