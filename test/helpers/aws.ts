import { Sha256 } from '@aws-crypto/sha256-js'
import {
  IdentitystoreClient,
  type IdentitystoreServiceException,
} from '@aws-sdk/client-identitystore'
import { SSOAdminClient } from '@aws-sdk/client-sso-admin'
import { SignatureV4 } from '@smithy/signature-v4'
import type { Test } from 'tap'
import type { IdentityCenter } from '../../src/index.ts'

/** The credentials that a client signs requests with. */
export interface Credentials {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken?: string
}

/** The access key of a server's identity store. */
export const credentialsOf = ({
  accessKeyId,
  secretAccessKey,
}: Pick<IdentityCenter, 'accessKeyId' | 'secretAccessKey'>): Credentials => ({
  accessKeyId: accessKeyId ?? '',
  secretAccessKey: secretAccessKey ?? '',
})

const configOf = (
  center: Pick<IdentityCenter, 'adminUrl'>,
  credentials: Credentials,
  region: string,
) => ({
  endpoint: center.adminUrl,
  region,
  credentials,
  maxAttempts: 1,
})

/** AWS SDK clients of the Identity Store API and of SSO Admin. They are destroyed when the test ends. */
export const awsClients = (
  t: Pick<Test, 'teardown'>,
  center: Pick<IdentityCenter, 'adminUrl' | 'accessKeyId' | 'secretAccessKey'>,
  credentials = credentialsOf(center),
  region = 'us-east-1',
) => {
  const config = configOf(center, credentials, region)
  const store = new IdentitystoreClient(config)
  const admin = new SSOAdminClient(config)
  t.teardown(() => {
    store.destroy()
    admin.destroy()
  })
  return { store, admin }
}

/** The exception that a call is refused with. */
export const refusalOf = async (call: Promise<unknown>): Promise<IdentitystoreServiceException> => {
  try {
    await call
  } catch (error) {
    if (error instanceof Error && '$metadata' in error)
      return error as IdentitystoreServiceException
    throw error
  }
  throw new Error('the call was not refused')
}

/** The data of a response or exception, without SDK objects. */
export const plain = (answer: object): Record<string, unknown> => {
  const { $metadata: _, ...rest } = answer as Record<string, unknown>
  return rest
}

/** A signed request. Tests may tamper with it before they send it. */
export interface SignedRequest {
  readonly url: string
  readonly headers: Record<string, string>
  readonly body: string | Uint8Array<ArrayBuffer>
}

/** Signs a request directly, for requests that AWS's clients do not send. */
export const signed = async (
  { adminUrl }: Pick<IdentityCenter, 'adminUrl'>,
  operation: string,
  input: unknown,
  {
    credentials,
    region = 'eu-central-1',
    service = 'identitystore',
    target = `AWSIdentityStore.${operation}`,
    date = new Date(),
    more = {},
  }: {
    readonly credentials: Credentials
    readonly region?: string
    readonly service?: string
    readonly target?: string
    readonly date?: Date
    readonly more?: Record<string, string>
  },
): Promise<SignedRequest> => {
  const isRaw = typeof input === 'string' || input instanceof Uint8Array
  const body = isRaw ? (input as SignedRequest['body']) : JSON.stringify(input)
  const { host, hostname, protocol } = new URL(adminUrl)
  const signer = new SignatureV4({
    credentials,
    region,
    service,
    sha256: Sha256,
    applyChecksum: false,
  })
  const { headers } = await signer.sign(
    {
      method: 'POST',
      protocol,
      hostname,
      path: '/',
      headers: {
        host,
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': target,
        ...more,
      },
      body,
    },
    { signingDate: date },
  )
  return { url: `${adminUrl}/`, headers, body }
}

/** Sends a signed request and returns the response. */
export const sent = async ({ url, headers, body }: SignedRequest) => {
  const { host: _, ...rest } = headers // fetch sets it
  const response = await fetch(url, { method: 'POST', headers: rest, body })
  const text = await response.text()
  return {
    status: response.status,
    headers: response.headers,
    text,
    // biome-ignore lint/suspicious/noExplicitAny: tests read any member of a response
    json: JSON.parse(text) as any,
  }
}
