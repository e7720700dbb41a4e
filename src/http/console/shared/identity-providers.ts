/** What to enter in a field: the SCIM endpoint, the access token, or one of the options that the product offers. */
export type FieldValue = 'endpoint' | 'token' | { readonly choose: string }

/** How to connect an identity provider, or a synchronization tool, to this server. */
export interface IdentityProvider {
  readonly id: string
  readonly name: string
  /** Where the fields are in the product. */
  readonly where: string
  readonly fields: readonly { readonly label: string; readonly value: FieldValue }[]
  /** Common mistakes and limits. */
  readonly notes: readonly string[]
  /** Whether it connects only to https URLs. */
  readonly onlyHttps?: boolean
  /** Whether it is a program that the operator runs. All others connect from the internet. */
  readonly runsAnywhere?: boolean
  readonly source: { readonly title: string; readonly url: string }
}

const endpoint = (label: string) => ({ label, value: 'endpoint' }) as const
const token = (label: string) => ({ label, value: 'token' }) as const
const option = (label: string, choose: string) => ({ label, value: { choose } }) as const

const guide = (page: string) => ({
  title: `AWS user guide, ${page}`,
  url: `https://github.com/awsdocs/aws-single-sign-on-user-guide/blob/main/doc_source/${page}.md`,
})

const keepsCleared =
  'It does not send attributes that were cleared, so cleared attributes keep their old value here.'

/**
 * The identity providers of AWS's user guide, and common synchronization tools. The facts come from their
 * documentation.
 */
export const identityProviders: readonly IdentityProvider[] = [
  {
    id: 'okta',
    name: 'Okta',
    where:
      'In the AWS IAM Identity Center app: Provisioning > Integration > Configure API Integration > Enable API integration.',
    fields: [endpoint('Base URL'), token('API Token')],
    notes: [
      'Enter the Base URL without a trailing slash. Otherwise Okta shows: Does not match required pattern.',
      'Do not use the same Okta group both for assignments and for group push.',
    ],
    source: guide('okta-idp'),
  },
  {
    id: 'entra-id',
    name: 'Microsoft Entra ID',
    where: 'Enterprise applications > AWS IAM Identity Center > Provisioning > New configuration.',
    fields: [endpoint('Tenant URL'), token('Secret Token')],
    notes: [
      'Map only one phone number and one email address. A second one is refused.',
      keepsCleared,
    ],
    source: {
      title: 'Microsoft Learn, AWS IAM Identity Center provisioning tutorial',
      url: 'https://learn.microsoft.com/entra/identity/saas-apps/aws-single-sign-on-provisioning-tutorial',
    },
  },
  {
    id: 'onelogin',
    name: 'OneLogin',
    where: 'Applications > your AWS application > Configuration > API Connection > Enable.',
    fields: [endpoint('SCIM Base URL'), token('SCIM Bearer Token')],
    notes: [
      'Enter the SCIM Base URL without a trailing slash.',
      'To provision groups, enable Parameters > Groups > Include in User Provisioning. OneLogin never deletes groups.',
    ],
    source: guide('onelogin-idp'),
  },
  {
    id: 'cyberark',
    name: 'CyberArk',
    where: 'Apps > Web Apps > IAM Identity Center > Provisioning > Live Mode.',
    fields: [
      endpoint('SCIM Service URL'),
      option('Authorization Type', 'Authorization Header'),
      option('Header Type', 'Bearer Token'),
      token('Bearer Token'),
    ],
    notes: [
      'Enter the SCIM Service URL without a trailing slash.',
      'If you rename a destination group, CyberArk creates a new group. The old group remains without members.',
    ],
    source: guide('cyberark-idp'),
  },
  {
    id: 'pingfederate',
    name: 'PingFederate',
    where: 'Applications > SP Connections > your connection > Outbound Provisioning.',
    fields: [endpoint('SCIM URL'), token('Access Token')],
    notes: [
      'Enter the SCIM URL without a trailing slash. Connectors before 1.1.0.6 build wrong paths from it.',
      keepsCleared,
    ],
    source: guide('pingfederate-idp'),
  },
  {
    id: 'pingone',
    name: 'PingOne',
    where: 'Applications > My Applications > your AWS application > User Provisioning.',
    fields: [
      endpoint('SCIM URL'),
      token('ACCESS_TOKEN'),
      option('REMOVE_ACTION', 'Disabled or Deleted'),
    ],
    notes: [
      'Enter the SCIM URL without a trailing slash.',
      'To stop provisioning at once, delete its access token here. PingOne may continue after you disable it there.',
    ],
    source: guide('pingone-idp'),
  },
  {
    id: 'jumpcloud',
    name: 'JumpCloud',
    where: 'User Authentication > AWS SSO > Identity Management > Configure.',
    fields: [endpoint('Base URL'), token('Token Key')],
    notes: [
      'Enter the Base URL without a trailing slash.',
      'JumpCloud overwrites an existing user with the same user name and email address.',
    ],
    source: guide('jumpcloud-idp'),
  },
  {
    id: 'google-workspace',
    name: 'Google Workspace',
    where: 'Apps > Web and mobile apps > Amazon Web Services > Configure auto-provisioning.',
    fields: [token('Access token'), endpoint('Endpoint URL')],
    notes: ['It provisions only users. For groups, use a tool such as ssosync.'],
    source: {
      title: 'Google support, AWS auto-provisioning',
      url: 'https://support.google.com/a/answer/13047358',
    },
  },
  {
    id: 'ssosync',
    name: 'ssosync',
    where: 'Environment variables, or the options --endpoint and --access-token.',
    fields: [endpoint('SSOSYNC_SCIM_ENDPOINT'), token('SSOSYNC_SCIM_ACCESS_TOKEN')],
    notes: [
      'It requires an https URL.',
      'It reads users and groups through the Identity Store API, so it also needs an access key.',
    ],
    onlyHttps: true,
    runsAnywhere: true,
    source: { title: 'awslabs/ssosync, README', url: 'https://github.com/awslabs/ssosync' },
  },
  {
    id: 'idp-scim-sync',
    name: 'idp-scim-sync',
    where: 'Environment variables.',
    fields: [endpoint('IDPSCIM_AWS_SCIM_ENDPOINT'), token('IDPSCIM_AWS_SCIM_ACCESS_TOKEN')],
    notes: [
      'Its first run reads only one page of users and groups. If more exist, it receives status 409 for them.',
    ],
    runsAnywhere: true,
    source: {
      title: 'slashdevops/idp-scim-sync, configuration',
      url: 'https://github.com/slashdevops/idp-scim-sync',
    },
  },
]
