import { SignatureV4 } from '@smithy/signature-v4'
import type { FastifyRequest } from 'fastify'
import { constantTimeEqual } from '../../lib/constant-time-equal.ts'
import { sha256 } from '../../lib/sha256.ts'
import type { Authorization } from './authorization.ts'
import { Sha256 } from './sha256.ts'

const pickHeaders = ({ headers }: FastifyRequest, names: readonly string[]) =>
  Object.fromEntries(
    names.flatMap((name) => {
      const value = Object.hasOwn(headers, name) ? headers[name] : undefined
      if (value === undefined) return []
      return [[name, Array.isArray(value) ? value.join(',') : value]]
    }),
  )

/** Whether the body has the hash in `x-amz-content-sha256`. True without that header. */
export const hasClaimedHash = (request: FastifyRequest, body: Uint8Array): boolean => {
  const claimed = request.headers['x-amz-content-sha256']
  return claimed === undefined || claimed === sha256(body).toString('hex')
}

/**
 * Verifies a signature (AWS Signature Version 4): signs the request again with the secret of its access key, and
 * compares.
 */
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
    applyChecksum: false, // would add a header that the client has not signed
  })
  const [path = '/', query = ''] = request.originalUrl.split('?')
  const signed = await signer.sign(
    {
      method: request.method,
      protocol: request.protocol,
      hostname: request.host,
      path,
      query: Object.fromEntries(new URLSearchParams(query)),
      headers: pickHeaders(request, signedHeaders),
      body,
    },
    { signingDate: signedAt, signableHeaders: new Set(signedHeaders) },
  )
  // The list must match too: the signer sorts it, and leaves out headers that the request does not have.
  const [, list = '', expected = ''] =
    /SignedHeaders=(.*), Signature=([0-9a-f]+)$/.exec(signed.headers['authorization'] ?? '') ?? []
  return list === signedHeaders.join(';') && constantTimeEqual(signature, expected)
}
