import { setTimeout as sleep } from 'node:timers/promises'
import { LruCache } from '../../lib/lru-cache.ts'
import { plural } from '../../lib/plural.ts'
import { clientNetwork } from './client-network.ts'

/** The result of verifying a token. */
export interface VerifiedToken {
  readonly isValid: boolean
  /** How long the client is told to wait; 0 for the correct token, and for the first few wrong ones. */
  readonly waitSeconds: number
}

/** Verifies a token that an address sent. The result for a wrong token may be delayed. */
export type TokenVerifier = (token: string, address: string) => Promise<VerifiedToken>

interface Failures {
  readonly count: number
  readonly lastAt: number
}

/** Wrong tokens that have no consequence, because people mistype. */
const freeFailuresMax = 5
const waitSecondsMax = 60
const forgetAfterMs = 15 * 60_000
/** Addresses whose failures are counted. Beyond it, the address that failed least recently is forgotten. */
const addressesMax = 10_000
/** How long the response to a wrong token is delayed. */
const delayMs = 500
/** Responses that are delayed at the same time. Beyond it, they are sent at once, so that they use no more memory. */
const delayedMax = 100

const waitSecondsAfter = (count: number): number =>
  count <= freeFailuresMax
    ? 0
    : Math.min(2 ** Math.min(count - freeFailuresMax - 1, 10), waitSecondsMax)

/**
 * Slows down clients that guess the admin token.
 *
 * An address is unknown (no failures), free (up to `freeFailuresMax` failures: status 401 at once), or limited (more
 * failures: status 429, a delay, and a waiting time that doubles up to `waitSecondsMax`). It is unknown again
 * `forgetAfterMs` after its last failure. The correct token is accepted in every state and changes none.
 *
 * The trade-off: no address is ever locked out. An unauthenticated client may share its address with the operator,
 * behind a proxy or a tunnel, and must not be able to lock the operator out. The admin token is long enough that a
 * limited rate of guesses does not find it.
 *
 * Times come from the system's monotonic clock, so setting the server's clock has no effect. Each server counts its own
 * failures: with N replicas, a client has N times as many attempts.
 */
export const limitTokenAttempts = (
  isAdminToken: (token: string) => Promise<boolean>,
  milliseconds: () => number = () => performance.now(),
): TokenVerifier => {
  const failures = new LruCache<string, Failures>(addressesMax)
  let delayed = 0

  const countFailure = (network: string): number => {
    const at = milliseconds()
    const before = failures.get(network)
    const isRecent = before !== undefined && at - before.lastAt < forgetAfterMs
    const count = (isRecent ? before.count : 0) + 1
    failures.set(network, { count, lastAt: at })
    return waitSecondsAfter(count)
  }

  return async (token, address) => {
    if (await isAdminToken(token)) return { isValid: true, waitSeconds: 0 }
    const waitSeconds = countFailure(clientNetwork(address))
    if (waitSeconds > 0 && delayed < delayedMax) {
      delayed += 1
      await sleep(delayMs)
      delayed -= 1
    }
    return { isValid: false, waitSeconds }
  }
}

/** The message for a client that sent many wrong tokens. */
export const tooManyAttemptsText = (waitSeconds: number): string =>
  `This address sent too many wrong admin tokens. Wait ${plural(waitSeconds, 'second')} before you try again. The correct token is accepted at any time.`
