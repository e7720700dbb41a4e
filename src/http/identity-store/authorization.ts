/** A parsed Authorization header of AWS Signature Version 4. */
export interface Authorization {
  readonly accessKeyId: string
  /** The date of the credential scope, YYYYMMDD. */
  readonly day: string
  readonly region: string
  readonly service: string
  readonly signedHeaders: readonly string[]
  readonly signature: string
}

const requiredParameters = ['Credential', 'SignedHeaders', 'Signature'] as const

/** Parses an Authorization header. The error is the text of AWS. */
export const parseAuthorization = (
  header: string,
): { readonly authorization: Authorization } | { readonly error: string } => {
  const [, rest = ''] = /^AWS4-HMAC-SHA256\s+(.*)$/s.exec(header) ?? []
  const parameters = new Map(
    rest.split(',').map((part): [string, string] => {
      const [name = '', ...value] = part.trim().split('=')
      return [name, value.join('=')]
    }),
  )
  const missing = requiredParameters.filter((name) => !parameters.get(name))
  if (missing.length > 0) {
    const sentences = missing.map((name) => `Authorization header requires '${name}' parameter.`)
    return { error: sentences.join(' ') }
  }
  const credential = (parameters.get('Credential') ?? '').split('/')
  const [accessKeyId = '', day = '', region = '', service = '', end] = credential
  if (credential.length !== 5 || end !== 'aws4_request') {
    return {
      error:
        'Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term.',
    }
  }
  return {
    authorization: {
      accessKeyId,
      day,
      region,
      service,
      signedHeaders: (parameters.get('SignedHeaders') ?? '').split(';'),
      signature: parameters.get('Signature') ?? '',
    },
  }
}
