/** The addresses and secrets of a server that is ready: the JSON line of `--json` and `--ready-file`. */
export interface Ready {
  readonly scimEndpoint: string | null
  readonly tenantId: string | null
  readonly identityStoreId: string | null
  /** Null unless this start created the token, or SCIM_ACCESS_TOKEN is a valid one. Only its hash is stored. */
  readonly accessToken: string | null
  readonly adminUrl: string
  /** Null if this server knows only its hash. */
  readonly adminToken: string | null
  /** The access key of the Identity Store API. Null unless this start created it. */
  readonly awsAccessKeyId: string | null
  readonly awsSecretAccessKey: string | null
  readonly version: string
}

/** One line of JSON with every member. */
export const readyLine = (ready: Ready): string => `${JSON.stringify(ready)}\n`

/**
 * The same as text, in the form of the AWS console when automatic provisioning is enabled. States: the first start
 * shows all secrets; later starts show those that are stored, and name the command that shows or creates the others.
 */
export const readyBox = (ready: Ready, isFirstStart: boolean, consoleLink: string): string => {
  const { scimEndpoint, accessToken, awsAccessKeyId, awsSecretAccessKey } = ready
  const rows = [
    ['SCIM endpoint', scimEndpoint ?? 'none (provisioning is disabled; run `store enable`)'],
    ['Access token', accessToken ?? 'shown only when created (run `token create` for a new one)'],
    ['Identity store', ready.identityStoreId ?? 'none (run `store create`)'],
    ['Admin address', ready.adminUrl],
    ['Console', consoleLink],
    ['Admin token', ready.adminToken ?? 'unknown here (this database stores only its hash)'],
    ['Access key id', awsAccessKeyId ?? 'run `access-key list`'],
    [
      'Secret key',
      awsSecretAccessKey ?? 'shown only when created (run `access-key create` for a new one)',
    ],
  ] as const
  const title = `Inbound automatic provisioning - identity-center-scim ${ready.version}`
  const hint = isFirstStart
    ? ['', 'Copy the access token and the secret key now. They will not be shown again.']
    : []
  const once = ['', 'The console link signs you in once and expires in one hour.']
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
