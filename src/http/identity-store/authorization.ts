/** What an Authorization header of AWS Signature Version 4 says. */
export interface Authorization {
  readonly accessKeyId: string
  /** The day of the credential's scope, YYYYMMDD. */
  readonly day: string
  readonly region: string
  readonly service: string
  readonly signedHeaders: readonly string[]
  readonly signature: string
}

const parts = ['Credential', 'SignedHeaders', 'Signature'] as const

/** Reads an Authorization header; says in the service's words what it lacks. */
export const parseAuthorization = (
  header: string,
): { readonly authorization: Authorization } | { readonly fault: string } => {
  const [, rest = ''] = /^AWS4-HMAC-SHA256\s+(.*)$/s.exec(header) ?? []
  const given = new Map(
    rest.split(',').map((part): [string, string] => {
      const [name = '', ...value] = part.trim().split('=')
      return [name, value.join('=')]
    }),
  )
  const lacking = parts.filter((name) => !given.get(name))
  if (lacking.length > 0) {
    const sentences = lacking.map((name) => `Authorization header requires '${name}' parameter.`)
    return { fault: sentences.join(' ') }
  }
  const credential = (given.get('Credential') ?? '').split('/')
  const [accessKeyId = '', day = '', region = '', service = '', end] = credential
  if (credential.length !== 5 || end !== 'aws4_request') {
    return {
      fault:
        'Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term.',
    }
  }
  return {
    authorization: {
      accessKeyId,
      day,
      region,
      service,
      signedHeaders: (given.get('SignedHeaders') ?? '').split(';'),
      signature: given.get('Signature') ?? '',
    },
  }
}
