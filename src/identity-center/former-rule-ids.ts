/**
 * Rule ids of version 0.1 and the ids that replaced them. Settings, options, queries and snapshots accept both until
 * 1.0. A former id is never given to another rule.
 */
export const formerRuleIds: ReadonlyMap<string, string> = new Map([
  ['active-omitted', 'active-present'],
  ['partial-address', 'address-parts-required'],
  ['api-access-key', 'api-access-key-valid'],
  ['api-alternate-identifier', 'api-alternate-identifier-valid'],
  ['api-constraints', 'api-member-constraints'],
  ['api-extension', 'api-extension-supported'],
  ['api-filter', 'api-filter-supported'],
  ['api-identity-store', 'api-identity-store-exists'],
  ['api-identity-store-access', 'api-identity-store-own'],
  ['api-next-token', 'api-next-token-valid'],
  ['api-operation', 'api-operation-supported'],
  ['api-rate', 'api-request-rate'],
  ['api-revision', 'api-revision-current'],
  ['api-serialization', 'api-body-object'],
  ['api-signature', 'api-signature-valid'],
  ['api-signature-date', 'api-signature-fresh'],
  ['api-signature-incomplete', 'api-signature-complete'],
  ['api-signature-missing', 'api-signature-required'],
  ['api-unknown-member', 'api-member-known'],
  ['api-update-path', 'api-update-path-valid'],
  ['bearer-token', 'bearer-token-valid'],
  ['characters', 'attribute-pattern'],
  ['create-without-look-up', 'client-look-up-before-create'],
  ['cursor-pattern', 'cursor-format'],
  ['cursor-stable', 'cursor-filter-unchanged'],
  ['doubled-slash', 'path-single-slashes'],
  ['duplicate-keys', 'body-keys-unique'],
  ['filter-format', 'filter-supported'],
  ['filter-member-not-found', 'filter-member-exists'],
  ['filter-member-value-empty', 'filter-member-required'],
  ['forbidden-characters', 'attribute-forbidden-characters'],
  ['group-changes-100', 'patch-members-max-100'],
  ['group-create-members-100', 'group-members-max-100'],
  ['group-description', 'group-description-format'],
  ['group-not-found', 'group-exists'],
  ['groups-in-user', 'user-groups-omitted'],
  ['hand-disabled-member', 'manual-member-enabled'],
  ['hand-disabled-user', 'manual-user-enabled'],
  ['hand-email', 'manual-email-required'],
  ['hand-external-id', 'manual-external-id-unchanged'],
  ['hand-members-in-group', 'manual-members-separate'],
  ['hand-no-member', 'manual-member-exists'],
  ['hand-overwritten', 'manual-change-overwritten'],
  ['hand-user-name', 'manual-user-name-unchanged'],
  ['header-size', 'header-size-max'],
  ['identical-failure-repeated', 'client-failure-not-repeated'],
  ['internal-failure', 'server-available'],
  ['json-body', 'body-json'],
  ['json-depth', 'body-depth-max'],
  ['json-object', 'body-object'],
  ['line-breaks-in-names', 'name-single-line'],
  ['list-parameters', 'list-parameters-supported'],
  ['maximum-length', 'attribute-length-max'],
  ['member-not-found', 'member-exists'],
  ['member-value', 'member-value-required'],
  ['membership-exists', 'group-membership-unique'],
  ['membership-not-found', 'group-membership-exists'],
  ['minimum-length', 'attribute-length-min'],
  ['nick-name-patch', 'patch-nick-name-unchanged'],
  ['one-primary-photo', 'photo-single-primary'],
  ['patch-empty-path', 'patch-path-not-empty'],
  ['patch-group-attributes', 'patch-group-attribute-supported'],
  ['patch-once', 'patch-attribute-once'],
  ['patch-op', 'patch-op-valid'],
  ['patch-operations', 'patch-operations-required'],
  ['patch-path', 'patch-path-valid'],
  ['patch-user-attributes', 'patch-user-attribute-supported'],
  ['patch-value', 'patch-value-required'],
  ['patch-value-filter', 'patch-path-filter-valid'],
  ['pathless-single-attribute', 'patch-pathless-single-attribute'],
  ['pathless-value', 'patch-pathless-value-object'],
  ['put-group', 'group-update-by-patch'],
  ['put-id', 'put-id-matches'],
  ['rate', 'request-rate'],
  ['remove-all-members', 'patch-members-remove-named'],
  ['remove-required-attribute', 'patch-required-attribute-kept'],
  ['replace-members', 'patch-members-not-replaced'],
  ['request-size', 'body-size-max'],
  ['request-time', 'request-time-max'],
  ['request-whole', 'request-complete'],
  ['required-attribute', 'attribute-required'],
  ['reserved-name', 'name-not-reserved'],
  ['retry-after-ignored', 'client-retry-after-honored'],
  ['route', 'endpoint-exists'],
  ['schema-unknown', 'schema-exists'],
  ['single-value', 'multi-valued-single-value'],
  ['tenant-retired', 'tenant-current'],
  ['tenant-unknown', 'tenant-exists'],
  ['token-expired', 'bearer-token-unexpired'],
  ['unique-email', 'email-unique'],
  ['unique-external-id', 'external-id-unique'],
  ['unique-group-external-id', 'group-external-id-unique'],
  ['unique-group-name', 'group-display-name-unique'],
  ['unique-user-name', 'user-name-unique'],
  ['unknown-attribute', 'attribute-known'],
  ['unknown-schema', 'schema-urn-known'],
  ['unsupported-attribute', 'attribute-supported'],
  ['unsupported-sub-attribute', 'sub-attribute-supported'],
  ['user-agent', 'user-agent-required'],
  ['user-name-not-email', 'user-name-email-shaped'],
  ['user-not-found', 'user-exists'],
])

/** The id that a rule has today, from an id of today or a former one. An unknown id is returned unchanged. */
export const currentRuleId = (id: string): string => formerRuleIds.get(id) ?? id

/**
 * Every id under which stored events may name a rule, the id of today first. Events keep the ids they were written
 * with, so a search for a rule asks for all of them.
 */
export const storedRuleIds = (id: string): readonly string[] => {
  const current = currentRuleId(id)
  const former = [...formerRuleIds].filter(([, replacement]) => replacement === current)
  return [current, ...former.map(([each]) => each)]
}

/** Values by rule id, under the ids of today. A value under the id of today wins over one under a former id. */
export const withCurrentRuleIds = <Value>(
  byRule: Readonly<Record<string, Value>>,
): Readonly<Record<string, Value>> =>
  Object.fromEntries(
    Object.entries(byRule).flatMap(([id, value]) => {
      const current = currentRuleId(id)
      return current !== id && Object.hasOwn(byRule, current) ? [] : [[current, value]]
    }),
  )
