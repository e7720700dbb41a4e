import type { FastifyRequest } from 'fastify'
import type { AccessKeySecrets } from '../../administration/stores/access-keys.ts'
import { Evaluation } from '../../identity-center/evaluation.ts'
import { isAccessKeyId } from '../../identity-center/identifiers.ts'
import { signatureAgeMinutesMax } from '../../identity-center/limits.ts'
import type { Rule } from '../../identity-center/rule.ts'
import {
  apiAccessKeyValid,
  apiSignatureComplete,
  apiSignatureFresh,
  apiSignatureRequired,
  apiSignatureValid,
} from '../../identity-center/rules/identity-store.ts'
import type { Dependencies } from '../../operations/operation.ts'
import { jsonPointer } from '../../scim/pointer.ts'
import type { DialectCache } from '../shared/dialect-cache.ts'
import { type Authorization, parseAuthorization } from './authorization.ts'
import { hasClaimedHash, isSignedWith } from './signature.ts'

/** The store of the access key in a request. Its signature may not have been verified yet. */
export interface Claimant {
  readonly accessKeyId: string
  readonly identityStoreId: string
  readonly tenantId: string
  readonly storeCreatedAt: Date
  readonly evaluation: Evaluation
}

const signatureAgeMaxMs = signatureAgeMinutesMax * 60_000
const lastUseResolutionMs = 60_000

/** Headers that must be signed. Otherwise an attacker could reuse the signature for another request. */
const requiredSignedHeaders = ['host', 'x-amz-date', 'x-amz-target'] as const

const mismatch =
  'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.'

const refuse = (rule: Rule, evaluation: Evaluation, note?: string, value?: string) =>
  evaluation.refusal(rule, [
    {
      location: [],
      ...(note === undefined ? {} : { note }),
      ...(value === undefined ? {} : { value }),
    },
  ])

const formatStamp = (date: Date) => date.toISOString().replace(/[-:]|\.\d+/g, '')

/** Parses the format of X-Amz-Date: `20260131T120000Z`. */
const parseStamp = (text: string): Date | undefined => {
  const iso = text.replace(/^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/, '$1-$2-$3T$4:$5:$6Z')
  const date = new Date(iso)
  return iso === text || Number.isNaN(date.getTime()) ? undefined : date
}

/** AWS's text if the signature is expired or not yet valid. */
const dateError = (signedAt: Date, now: Date): string | undefined => {
  const earliest = new Date(now.getTime() - signatureAgeMaxMs)
  const latest = new Date(now.getTime() + signatureAgeMaxMs)
  if (signedAt < earliest) {
    return `Signature expired: ${formatStamp(signedAt)} is now earlier than ${formatStamp(earliest)} (${formatStamp(now)} - 5 min.)`
  }
  if (signedAt > latest) {
    return `Signature not yet current: ${formatStamp(signedAt)} is still later than ${formatStamp(latest)} (${formatStamp(now)} + 5 min.)`
  }
  return undefined
}

/** AWS's text if the credential scope has the wrong service or date. */
const scopeError = ({ day, service }: Authorization, signingName: string, date: string) => {
  if (service !== signingName) {
    return `Credential should be scoped to correct service: '${signingName}'. `
  }
  if (!date.startsWith(`${day}T`)) {
    return `Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '${day}' != '${date.slice(0, 8)}', from '${date}'.`
  }
  return undefined
}

/** Authenticates signed requests. First it identifies the store of the access key, then it verifies the signature. */
export const createAuthentication = (
  { store, now }: Dependencies,
  dialects: DialectCache,
  secrets: AccessKeySecrets | undefined,
) => {
  const readAuthorization = (request: FastifyRequest): Authorization => {
    const { authorization: header } = request.headers
    if (header === undefined || !/^AWS/.test(header)) {
      throw refuse(apiSignatureRequired, new Evaluation(dialects.standard))
    }
    const parsed = parseAuthorization(header)
    if ('error' in parsed) {
      throw refuse(apiSignatureComplete, new Evaluation(dialects.standard), parsed.error)
    }
    return parsed.authorization
  }

  return {
    /** Finds the store of the access key. Throws a Refusal if the request is not signed or the key is unknown. */
    identify: async (request: FastifyRequest) => {
      const authorization = readAuthorization(request)
      const { accessKeyId } = authorization
      const holder = isAccessKeyId(accessKeyId)
        ? await store.accessKeys.find(accessKeyId)
        : undefined
      const hasSession = request.headers['x-amz-security-token'] !== undefined
      if (holder === undefined || secrets === undefined || hasSession) {
        const note = secrets === undefined ? 'the server key is not known here.' : undefined
        throw refuse(apiAccessKeyValid, new Evaluation(dialects.standard), note, accessKeyId)
      }
      const claimant: Claimant = {
        accessKeyId,
        identityStoreId: holder.identityStoreId,
        tenantId: holder.tenantId ?? '',
        storeCreatedAt: holder.storeCreatedAt,
        evaluation: new Evaluation(dialects.get(holder.settings), jsonPointer),
      }

      /** Verifies the signature. Throws a Refusal if it is not valid. */
      const verify = async (body: Uint8Array, signingName: string): Promise<void> => {
        const { evaluation } = claimant
        const date = String(request.headers['x-amz-date'] ?? '')
        const signedAt = parseStamp(date)
        if (signedAt === undefined) {
          const note = "Authorization header requires existence of a 'X-Amz-Date' header."
          throw refuse(apiSignatureComplete, evaluation, note)
        }
        const unsigned = requiredSignedHeaders.find(
          (name) => !authorization.signedHeaders.includes(name),
        )
        const error =
          unsigned === undefined
            ? scopeError(authorization, signingName, date)
            : `'${unsigned}' must be a 'SignedHeader' in the AWS Authorization.`
        if (error !== undefined) throw refuse(apiSignatureValid, evaluation, error)

        const isVerified =
          hasClaimedHash(request, body) &&
          (await isSignedWith(
            secrets.secretOf(accessKeyId),
            request,
            body,
            authorization,
            signedAt,
          ))
        if (!isVerified) throw refuse(apiSignatureValid, evaluation, mismatch)
        const at = now()
        const stale = dateError(signedAt, at)
        if (stale !== undefined) throw refuse(apiSignatureFresh, evaluation, stale)
        if (at.getTime() - (holder.lastUsedAt?.getTime() ?? 0) >= lastUseResolutionMs) {
          await store.accessKeys.touch(accessKeyId, at)
        }
      }
      return { claimant, verify }
    },
  }
}
