import { setTimeout as sleep } from 'node:timers/promises'
import { sourceOf } from './source-of.ts'

/** What is said of a token that somebody sent. */
export interface JudgedToken {
  readonly isRight: boolean
  /** How long whoever sent it is told to wait; 0 where it is right, or wrong for the first times. */
  readonly waitSeconds: number
}

/** Judges tokens that come from an address. A wrong one may take a while. */
export type TokenJudge = (token: string, address: string) => Promise<JudgedToken>

interface Failures {
  readonly count: number
  readonly lastAt: number
}

/** People mistype. */
const freeFailures = 5
const waitSecondsMax = 60
const forgottenAfterMs = 15 * 60_000
const addressesMax = 10_000
/** How long the answer to a wrong token is held back, and how many are at once. */
const holdMs = 500
const heldMax = 100

const secondsFor = (count: number): number =>
  count <= freeFailures ? 0 : Math.min(2 ** Math.min(count - freeFailures - 1, 10), waitSecondsMax)

/**
 * Slows down whoever guesses the admin token: wrong ones are counted by the address that they come from, those after
 * the fifth are answered late and told to wait, longer each time. A right one is let in at once wherever it comes from,
 * because a stranger may share the owner's address, behind a proxy or a tunnel, and must not lock the owner out.
 * Time is the machine's: a clock that is moved changes nothing. Each server counts for itself.
 */
export const tokenAttempts = (
  isAdminToken: (token: string) => Promise<boolean>,
  milliseconds: () => number = () => performance.now(),
): TokenJudge => {
  const known = new Map<string, Failures>()
  let held = 0

  const countFailure = (source: string): number => {
    const at = milliseconds()
    const before = known.get(source)
    const isFresh = before !== undefined && at - before.lastAt < forgottenAfterMs
    const count = (isFresh ? before.count : 0) + 1
    known.delete(source) // so that the one that failed last stands last
    known.set(source, { count, lastAt: at })
    const [oldest] = known.keys()
    if (known.size > addressesMax && oldest !== undefined) known.delete(oldest)
    return secondsFor(count)
  }

  return async (token, address) => {
    if (await isAdminToken(token)) return { isRight: true, waitSeconds: 0 }
    const waitSeconds = countFailure(sourceOf(address))
    if (waitSeconds > 0 && held < heldMax) {
      held += 1
      await sleep(holdMs)
      held -= 1
    }
    return { isRight: false, waitSeconds }
  }
}

/** What somebody is told who sent many wrong tokens. */
export const tooManyText = (waitSeconds: number): string =>
  `Too many wrong admin tokens came from this address; try again in ${waitSeconds} ${waitSeconds === 1 ? 'second' : 'seconds'}. A right one is taken at any time.`
