-- Users and groups are written through three doors: 'scim', 'hand' (the private listener), 'api' (Identity Store API).
-- What only the Identity Store API knows of them (photos, a group's description) is kept beside the SCIM resource.
-- search_text is what people look for: user name, display name and e-mail in folded letters, one a line.
alter table users add column updated_by  text not null default 'scim';
alter table users add column extra       text not null default '{}';
alter table users add column search_text text not null default '';
update users set search_text = lower(concat_ws(E'\n',
  substring(resource from '"userName":"((?:[^"\\]|\\.)*)"'),
  substring(resource from '"displayName":"((?:[^"\\]|\\.)*)"'),
  substring(resource from '"emails":\[\{"value":"((?:[^"\\]|\\.)*)"')));

alter table groups add column updated_by  text not null default 'scim';
alter table groups add column extra       text not null default '{}';
alter table groups add column search_text text not null default '';
update groups set search_text = lower(coalesce(
  substring(resource from '"displayName":"((?:[^"\\]|\\.)*)"'), ''));

-- A membership has an id of its own, and can be paged through from both sides.
alter table memberships add column id         text not null default gen_random_uuid();
alter table memberships add column created_by text not null default 'scim';
create unique index memberships_membership_id on memberships (identity_store_id, id);
create unique index memberships_of_user on memberships (identity_store_id, user_id, group_id);
drop index memberships_by_user;

-- Through which door a request came.
alter table events add column origin text not null default 'scim';

-- The secret of a key is an HMAC of its id under the server key, which is not kept here.
create table access_keys (
  id                text        not null,
  identity_store_id text        not null,
  created_at        timestamptz not null,
  last_used_at      timestamptz,
  constraint access_keys_id primary key (id),
  constraint access_keys_identity_store foreign key (identity_store_id)
    references identity_stores (id) on delete cascade
);
create index access_keys_by_identity_store on access_keys (identity_store_id);

-- Who is signed in to the console, and the links that sign in once. Only hashes, as of all secrets.
create table console_sessions (
  hash       bytea       not null,
  kind       text        not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  constraint console_sessions_hash primary key (hash)
);
create index console_sessions_by_expiry on console_sessions (expires_at);
