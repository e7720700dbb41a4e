/** Where a server that is ready can be found, and with what: the JSON line of `--json` and `--ready-file`. */
export interface Ready {
  readonly scimEndpoint: string | null
  readonly tenantId: string | null
  readonly identityStoreId: string | null
  /** Null unless it was just generated, or given by the environment. */
  readonly accessToken: string | null
  readonly adminUrl: string
  /** Null when only its hash is known here. */
  readonly adminToken: string | null
  readonly awsAccessKeyId: null
  readonly awsSecretAccessKey: null
  readonly version: string
}

/** One line of JSON with every key. */
export const readyLine = (ready: Ready): string => `${JSON.stringify(ready)}\n`

/** The same for people, as the service's console shows it when automatic provisioning is enabled. */
export const readyBox = (ready: Ready, isFirstStart: boolean): string => {
  const { scimEndpoint, accessToken } = ready
  const rows = [
    ['SCIM endpoint', scimEndpoint ?? 'none: provisioning is disabled; see store enable --help'],
    ['Access token', accessToken ?? 'shown only when it was made; token create makes another'],
    ['Identity store', ready.identityStoreId ?? 'none; see store create --help'],
    ['Admin address', ready.adminUrl],
    ['Admin token', ready.adminToken ?? 'only its hash is kept in this database'],
  ] as const
  const title = `Inbound automatic provisioning - identity-center-scim ${ready.version}`
  const hint = isFirstStart
    ? ['', 'Copy the access token now: it is not kept and will not be shown again.']
    : []
  return [
    '',
    title,
    '-'.repeat(title.length),
    ...rows.map(([name, value]) => `${name.padEnd(15)} ${value}`),
    ...hint,
    '',
    '',
  ].join('\n')
}
