import type { Rule } from '../rule.ts'
import { decision, rfc7644, userGuide } from '../source.ts'

/* Rules about several requests of a client. They refuse no request: their level is warn or off. */

const clientBehavior = {
  level: 'warn',
  switchable: true,
  levels: ['warn', 'off'],
  answer: { exception: 'ValidationException' },
} as const

export const clientLookUpBeforeCreate: Rule = {
  ...clientBehavior,
  id: 'client-look-up-before-create',
  summary:
    'A client looks up a user or group before it creates one. If it already exists, creating it is a conflict.',
  source: userGuide('troubleshooting'),
  certainty: 'assumed', // the page explains how to resolve the conflict, not how to avoid it
  remedy:
    'Look it up first with the filter `userName eq "…"` or `displayName eq "…"`, or list everything. Update what already exists.',
}

export const clientRetryAfterHonored: Rule = {
  ...clientBehavior,
  id: 'client-retry-after-honored',
  summary: 'A throttled client waits as long as Retry-After says.',
  source: rfc7644('3.12'),
  certainty: 'assumed', // the header is documented; the effect of ignoring it is not
  remedy: 'Wait as many seconds as Retry-After says, then send fewer requests at once.',
}

export const clientFailureNotRepeated: Rule = {
  ...clientBehavior,
  id: 'client-failure-not-repeated',
  summary: 'A client does not repeat a request that failed twice. It would fail again.',
  source: decision('when a repeated request deserves a warning'),
  certainty: 'assumed',
  remedy:
    'Fix what the other findings name. Endless retries use up the rate limit of other requests.',
}

/** Rules about client behavior. */
export const clientBehaviorRules: readonly Rule[] = [
  clientLookUpBeforeCreate,
  clientRetryAfterHonored,
  clientFailureNotRepeated,
]
