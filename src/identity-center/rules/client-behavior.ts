import type { Rule } from '../rule.ts'
import { decision, rfc7644, userGuide } from '../source.ts'

/* What a client does over several requests. No request is refused for it: these are set to warn or off. */

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
    'A client looks a user or group up before it creates one: what is there already is a conflict.',
  source: userGuide('troubleshooting'),
  certainty: 'assumed', // the page tells how to mend the conflict, not how to look for it
  remedy:
    'Ask for `userName eq "…"` or `displayName eq "…"` (or list everything) first, and adopt what is found.',
}

export const clientRetryAfterHonored: Rule = {
  ...clientBehavior,
  id: 'client-retry-after-honored',
  summary: 'A client that was throttled waits as long as Retry-After says.',
  source: rfc7644('3.12'),
  certainty: 'assumed', // the header is sent; what becomes of those who pass it over is not published
  remedy: 'Wait as many seconds as Retry-After says, then send less at once.',
}

export const clientFailureNotRepeated: Rule = {
  ...clientBehavior,
  id: 'client-failure-not-repeated',
  summary: 'A client does not send a request again that failed twice: it would fail again.',
  source: decision('when a repeated request is worth a warning'),
  certainty: 'assumed',
  remedy:
    'Mend what the other findings name; a client that tries for ever spends the rate of others.',
}

/** What is told of clients' habits. */
export const clientBehaviorRules: readonly Rule[] = [
  clientLookUpBeforeCreate,
  clientRetryAfterHonored,
  clientFailureNotRepeated,
]
