import { depthMax } from '../../scim/json.ts'
import { bodyBytesMax, figure } from '../limits.ts'
import type { Rule } from '../rule.ts'
import { decision, developerGuide, rfc7644, userGuide } from '../source.ts'
import { fixedRefusal, invalidRequest } from './presets.ts'

/* What a body must be before its attributes are read. */

export const bodySizeMax: Rule = {
  ...invalidRequest,
  id: 'body-size-max',
  summary: `A body has at most ${figure(bodyBytesMax)} bytes.`,
  source: developerGuide('serviceproviderconfig'),
  certainty: 'assumed', // published as the limit of bulk requests, which are not supported
  remedy: 'Send fewer members in one request, or shorter values.',
}

export const bodyJson: Rule = {
  ...fixedRefusal,
  answer: {
    exception: 'ValidationException',
    detail: () => 'Invalid JSON from RequestBody',
  },
  id: 'body-json',
  summary: 'The body is JSON, in UTF-8.',
  source: userGuide('scim-logging-using-cloudtrail'),
  certainty: 'documented',
  remedy: 'Send JSON. Look for a missing or truncated body, a stray comma, or another encoding.',
}

export const bodyDepthMax: Rule = {
  ...invalidRequest,
  id: 'body-depth-max',
  summary: `The body nests objects and lists at most ${depthMax} levels deep. No resource is that deep.`,
  source: decision('how deeply a body may be nested'),
  certainty: 'assumed',
  remedy: 'Send the attributes as the schema nests them.',
}

export const bodyObject: Rule = {
  ...invalidRequest,
  id: 'body-object',
  summary: 'The body is one JSON object.',
  source: rfc7644('3.3'),
  certainty: 'assumed',
  remedy: 'Send one resource or one PatchOp message, not a list of them.',
}

/** In the order in which a body is checked. */
export const bodyReadingRules: readonly Rule[] = [bodySizeMax, bodyJson, bodyDepthMax, bodyObject]
