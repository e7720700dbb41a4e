/** What goes into a field: where to connect, what to show there, or a choice that the product offers. */
export type FieldValue = 'endpoint' | 'token' | { readonly choose: string }

/** How an identity provider, or a tool that does its work, is pointed at this server. */
export interface IdentityProvider {
  readonly id: string
  readonly name: string
  /** Where its fields are. */
  readonly where: string
  readonly fields: readonly { readonly label: string; readonly value: FieldValue }[]
  /** What goes wrong easily. */
  readonly notes: readonly string[]
  /** Whether it speaks only to addresses that begin with https. */
  readonly onlyHttps?: boolean
  /** Whether it runs where its owner puts it; all others call from the internet. */
  readonly runsAnywhere?: boolean
  readonly source: { readonly title: string; readonly url: string }
}

const endpoint = (label: string) => ({ label, value: 'endpoint' }) as const
const token = (label: string) => ({ label, value: 'token' }) as const
const choice = (label: string, choose: string) => ({ label, value: { choose } }) as const

const guide = (page: string) => ({
  title: `AWS user guide, ${page}`,
  url: `https://github.com/awsdocs/aws-single-sign-on-user-guide/blob/main/doc_source/${page}.md`,
})

const keepsCleared = 'An attribute that is cleared there is not cleared here: nothing is sent.'

/** The identity providers of AWS's guide, and the tools that stand in for one; facts as their documents give them. */
export const identityProviders: readonly IdentityProvider[] = [
  {
    id: 'okta',
    name: 'Okta',
    where:
      'The AWS IAM Identity Center app, tab Provisioning, Integration: Configure API Integration, then Enable API integration.',
    fields: [endpoint('Base URL'), token('API Token')],
    notes: [
      'The Base URL has no slash at its end, or Okta says: Does not match required pattern.',
      'One Okta group is not used both to assign people and to be pushed.',
    ],
    source: guide('okta-idp'),
  },
  {
    id: 'entra-id',
    name: 'Microsoft Entra ID',
    where: 'Enterprise applications, AWS IAM Identity Center, Provisioning, New configuration.',
    fields: [endpoint('Tenant URL'), token('Secret Token')],
    notes: ['Map one phone number and one e-mail address: a second one is refused.', keepsCleared],
    source: {
      title: 'Microsoft Learn, AWS IAM Identity Center provisioning tutorial',
      url: 'https://learn.microsoft.com/entra/identity/saas-apps/aws-single-sign-on-provisioning-tutorial',
    },
  },
  {
    id: 'onelogin',
    name: 'OneLogin',
    where: 'Applications, your AWS application, Configuration; then API Connection: Enable.',
    fields: [endpoint('SCIM Base URL'), token('SCIM Bearer Token')],
    notes: [
      'The SCIM Base URL has no slash at its end.',
      'Groups come only with Parameters, Groups: Include in User Provisioning, and are never deleted.',
    ],
    source: guide('onelogin-idp'),
  },
  {
    id: 'cyberark',
    name: 'CyberArk',
    where: 'Apps, Web Apps, IAM Identity Center, Provisioning: Live Mode.',
    fields: [
      endpoint('SCIM Service URL'),
      choice('Authorization Type', 'Authorization Header'),
      choice('Header Type', 'Bearer Token'),
      token('Bearer Token'),
    ],
    notes: [
      'The SCIM Service URL has no slash at its end.',
      'A destination group that is renamed there becomes a new group; the old one stays, empty.',
    ],
    source: guide('cyberark-idp'),
  },
  {
    id: 'pingfederate',
    name: 'PingFederate',
    where: 'Applications, SP Connections, your connection, Outbound Provisioning.',
    fields: [endpoint('SCIM URL'), token('Access Token')],
    notes: [
      'The SCIM URL has no slash at its end: connectors before 1.1.0.6 make wrong paths of it.',
      keepsCleared,
    ],
    source: guide('pingfederate-idp'),
  },
  {
    id: 'pingone',
    name: 'PingOne',
    where: 'Applications, My Applications, the AWS application, User Provisioning.',
    fields: [
      endpoint('SCIM URL'),
      token('ACCESS_TOKEN'),
      choice('REMOVE_ACTION', 'Disabled or Deleted'),
    ],
    notes: [
      'The SCIM URL has no slash at its end.',
      'To stop it at once, delete its token here: it may go on after it was disabled there.',
    ],
    source: guide('pingone-idp'),
  },
  {
    id: 'jumpcloud',
    name: 'JumpCloud',
    where: 'User Authentication, AWS SSO, tab Identity Management: Configure.',
    fields: [endpoint('Base URL'), token('Token Key')],
    notes: [
      'The Base URL has no slash at its end.',
      'Somebody here with the same user name and e-mail address is overwritten.',
    ],
    source: guide('jumpcloud-idp'),
  },
  {
    id: 'google-workspace',
    name: 'Google Workspace',
    where: 'Apps, Web and mobile apps, Amazon Web Services, Configure auto-provisioning.',
    fields: [token('Access token'), endpoint('Endpoint URL')],
    notes: ['It provisions users only; groups need a tool such as ssosync.'],
    source: {
      title: 'Google support, AWS auto-provisioning',
      url: 'https://support.google.com/a/answer/13047358',
    },
  },
  {
    id: 'ssosync',
    name: 'ssosync',
    where: 'Environment of the program, or its flags --endpoint and --access-token.',
    fields: [endpoint('SSOSYNC_SCIM_ENDPOINT'), token('SSOSYNC_SCIM_ACCESS_TOKEN')],
    notes: [
      'It wants an address that begins with https.',
      'It reads users and groups by the Identity Store API, so it needs an access key, too.',
    ],
    onlyHttps: true,
    runsAnywhere: true,
    source: { title: 'awslabs/ssosync, README', url: 'https://github.com/awslabs/ssosync' },
  },
  {
    id: 'idp-scim-sync',
    name: 'idp-scim-sync',
    where: 'Environment of the program.',
    fields: [endpoint('IDPSCIM_AWS_SCIM_ENDPOINT'), token('IDPSCIM_AWS_SCIM_ACCESS_TOKEN')],
    notes: [
      'Its first run reads one page of users and groups: where more are there already, it meets 409.',
    ],
    runsAnywhere: true,
    source: {
      title: 'slashdevops/idp-scim-sync, configuration',
      url: 'https://github.com/slashdevops/idp-scim-sync',
    },
  },
]
