-- The origin 'hand' of changes by an administrator is called 'manual'. While servers are replaced one by one, those of
-- the former version go on writing 'hand': readers take both, and no constraint forbids either. The statements write
-- only rows that say 'hand' and lock no table. The locks on rows that requests change come last.
update events set origin = 'manual' where origin = 'hand';

update memberships set created_by = 'manual' where created_by = 'hand';

update groups set
  created_by = case created_by when 'hand' then 'manual' else created_by end,
  updated_by = case updated_by when 'hand' then 'manual' else updated_by end
where created_by = 'hand' or updated_by = 'hand';

update users set
  created_by = case created_by when 'hand' then 'manual' else created_by end,
  updated_by = case updated_by when 'hand' then 'manual' else updated_by end
where created_by = 'hand' or updated_by = 'hand';
