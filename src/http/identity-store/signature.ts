import { SignatureV4 } from '@smithy/signature-v4'
import type { FastifyRequest } from 'fastify'
import { constantTimeEqual } from '../../lib/constant-time-equal.ts'
import { sha256 } from '../../lib/sha256.ts'
import type { Authorization } from './authorization.ts'
import { Sha256 } from './sha256.ts'

const headersOf = ({ headers }: FastifyRequest, names: readonly string[]) =>
  Object.fromEntries(
    names.flatMap((name) => {
      const value = Object.hasOwn(headers, name) ? headers[name] : undefined
      if (value === undefined) return []
      return [[name, Array.isArray(value) ? value.join(',') : value]]
    }),
  )

/** Whether the body is the one that a header says the hash of, where there is such a header. */
export const isPayload = (request: FastifyRequest, body: Uint8Array): boolean => {
  const claimed = request.headers['x-amz-content-sha256']
  return claimed === undefined || claimed === sha256(body).toString('hex')
}

/** Signs a request again as it came, with the secret of its access key, and compares: AWS Signature Version 4. */
export const isSignedWith = async (
  secretAccessKey: string,
  request: FastifyRequest,
  body: Uint8Array,
  { accessKeyId, region, service, signedHeaders, signature }: Authorization,
  signedAt: Date,
): Promise<boolean> => {
  const signer = new SignatureV4({
    credentials: { accessKeyId, secretAccessKey },
    region,
    service,
    sha256: Sha256,
    applyChecksum: false, // adds no header that the client has not signed
  })
  const [path = '/', query = ''] = request.originalUrl.split('?')
  const again = await signer.sign(
    {
      method: request.method,
      protocol: request.protocol,
      hostname: request.host,
      path,
      query: Object.fromEntries(new URLSearchParams(query)),
      headers: headersOf(request, signedHeaders),
      body,
    },
    { signingDate: signedAt, signableHeaders: new Set(signedHeaders) },
  )
  // The list, too: a header that is not there was signed as empty, and the list is sorted.
  const [, list = '', expected = ''] =
    /SignedHeaders=(.*), Signature=([0-9a-f]+)$/.exec(again.headers['authorization'] ?? '') ?? []
  return list === signedHeaders.join(';') && constantTimeEqual(signature, expected)
}
