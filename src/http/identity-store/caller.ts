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

/** Who a request says that it comes from: the store of an access key that exists. */
export interface Claimant {
  readonly accessKeyId: string
  readonly identityStoreId: string
  readonly tenantId: string
  readonly storeCreatedAt: Date
  readonly evaluation: Evaluation
}

const skewMs = signatureAgeMinutesMax * 60_000
const lastUseResolution = 60_000

/** Headers without whose signature somebody could make another request of this one. */
const mustBeSigned = ['host', 'x-amz-date', 'x-amz-target'] as const

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

const stamp = (date: Date) => date.toISOString().replace(/[-:]|\.\d+/g, '')

/** `20260131T120000Z`, as X-Amz-Date has it. */
const parseStamp = (text: string): Date | undefined => {
  const iso = text.replace(/^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/, '$1-$2-$3T$4:$5:$6Z')
  const date = new Date(iso)
  return iso === text || Number.isNaN(date.getTime()) ? undefined : date
}

/** What is wrong with when a request was signed, in the service's words. */
const dateFault = (signedAt: Date, now: Date): string | undefined => {
  const earliest = new Date(now.getTime() - skewMs)
  const latest = new Date(now.getTime() + skewMs)
  if (signedAt < earliest) {
    return `Signature expired: ${stamp(signedAt)} is now earlier than ${stamp(earliest)} (${stamp(now)} - 5 min.)`
  }
  if (signedAt > latest) {
    return `Signature not yet current: ${stamp(signedAt)} is still later than ${stamp(latest)} (${stamp(now)} + 5 min.)`
  }
  return undefined
}

/** What is wrong with the scope of a credential. */
const scopeFault = ({ day, service }: Authorization, signingName: string, date: string) => {
  if (service !== signingName) {
    return `Credential should be scoped to correct service: '${signingName}'. `
  }
  if (!date.startsWith(`${day}T`)) {
    return `Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '${day}' != '${date.slice(0, 8)}', from '${date}'.`
  }
  return undefined
}

/** Finds out which store the access key of a request opens, and whether the request was signed with it. */
export const callers = (
  { store, now }: Dependencies,
  dialects: DialectCache,
  secrets: AccessKeySecrets | undefined,
) => {
  const authorizationOf = (request: FastifyRequest): Authorization => {
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
    /**
     * The claim of a request, before anything is proved; refuses what is not signed, or with a key that is not there.
     */
    claim: async (request: FastifyRequest) => {
      const authorization = authorizationOf(request)
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
        evaluation: new Evaluation(dialects.of(holder.settings), jsonPointer),
      }

      /** Proves the claim, or refuses. */
      const prove = async (body: Uint8Array, signingName: string): Promise<void> => {
        const { evaluation } = claimant
        const date = String(request.headers['x-amz-date'] ?? '')
        const signedAt = parseStamp(date)
        if (signedAt === undefined) {
          const note = "Authorization header requires existence of a 'X-Amz-Date' header."
          throw refuse(apiSignatureComplete, evaluation, note)
        }
        const unsigned = mustBeSigned.find((name) => !authorization.signedHeaders.includes(name))
        const error =
          unsigned === undefined
            ? scopeFault(authorization, signingName, date)
            : `'${unsigned}' must be a 'SignedHeader' in the AWS Authorization.`
        if (error !== undefined) throw refuse(apiSignatureValid, evaluation, error)

        const isProved =
          hasClaimedHash(request, body) &&
          (await isSignedWith(
            secrets.secretOf(accessKeyId),
            request,
            body,
            authorization,
            signedAt,
          ))
        if (!isProved) throw refuse(apiSignatureValid, evaluation, mismatch)
        const at = now()
        const stale = dateFault(signedAt, at)
        if (stale !== undefined) throw refuse(apiSignatureFresh, evaluation, stale)
        if (at.getTime() - (holder.lastUsedAt?.getTime() ?? 0) >= lastUseResolution) {
          await store.accessKeys.touch(accessKeyId, at)
        }
      }
      return { claimant, prove }
    },
  }
}
