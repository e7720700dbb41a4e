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
  /** The access key of the Identity Store API that was just made, with the secret that is shown this once. */
  readonly awsAccessKeyId: string | null
  readonly awsSecretAccessKey: string | null
  readonly version: string
}

/** One line of JSON with every key. */
export const readyLine = (ready: Ready): string => `${JSON.stringify(ready)}\n`

/** The same for people, as the service's console shows it when automatic provisioning is enabled. */
export const readyBox = (ready: Ready, isFirstStart: boolean, consoleLink: string): string => {
  const { scimEndpoint, accessToken, awsAccessKeyId, awsSecretAccessKey } = ready
  const rows = [
    ['SCIM endpoint', scimEndpoint ?? 'none: provisioning is disabled; see store enable --help'],
    ['Access token', accessToken ?? 'shown only when it was made; token create makes another'],
    ['Identity store', ready.identityStoreId ?? 'none; see store create --help'],
    ['Admin address', ready.adminUrl],
    ['Console', consoleLink],
    ['Admin token', ready.adminToken ?? 'only its hash is kept in this database'],
    ['Access key id', awsAccessKeyId ?? 'access-key list shows it'],
    ['Secret key', awsSecretAccessKey ?? 'shown only when it was made; access-key create'],
  ] as const
  const title = `Inbound automatic provisioning - identity-center-scim ${ready.version}`
  const hint = isFirstStart
    ? ['', 'Copy the access token and the secret key now: they will not be shown again.']
    : []
  const once = ['', 'The link to the console signs in once, within the hour.']
  return [
    '',
    title,
    '-'.repeat(title.length),
    ...rows.map(([name, value]) => `${name.padEnd(15)} ${value}`),
    ...hint,
    ...once,
    '',
    '',
  ].join('\n')
}
