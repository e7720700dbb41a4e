import type { Rule } from '../rule.ts'
import { developerGuide } from '../source.ts'
import { internalText } from '../texts.ts'
import { fixedRefusal } from './presets.ts'

export const serverAvailable: Rule = {
  ...fixedRefusal,
  answer: { exception: 'InternalServerException', detail: () => internalText },
  id: 'server-available',
  summary: 'The server can carry the request out: its database answers.',
  source: developerGuide('createuser', 'errors'),
  certainty: 'documented',
  remedy: 'Send the request again later; the log of the server says what failed.',
}
