import type { Rule } from '../rule.ts'
import { userGuide } from '../source.ts'
import { rateText } from '../texts.ts'
import { fixedRefusal, invalidRequest } from './presets.ts'

/* How many users and groups a store holds, and how many calls it takes in a second. */

export const requestRate: Rule = {
  ...fixedRefusal,
  answer: { exception: 'ThrottlingException', detail: () => rateText },
  id: 'request-rate',
  summary: 'An operation is called no more often per second than the published rate.',
  source: userGuide('limits'),
  certainty: 'documented',
  remedy: 'Wait as long as Retry-After says, and send fewer requests at once.',
}

export const userQuota: Rule = {
  ...invalidRequest,
  id: 'user-quota',
  summary: 'An identity store holds no more users than its quota.',
  source: userGuide('limits'),
  certainty: 'documented',
  remedy: 'Delete users that are no longer needed, or scope the identity provider to fewer.',
}

export const groupQuota: Rule = {
  ...invalidRequest,
  id: 'group-quota',
  summary: 'An identity store holds no more groups than its quota.',
  source: userGuide('limits'),
  certainty: 'documented',
  remedy: 'Delete groups that are no longer needed, or scope the identity provider to fewer.',
}
