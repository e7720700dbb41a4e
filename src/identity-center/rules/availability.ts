import type { Rule } from '../rule.ts'
import { developerGuide } from '../source.ts'
import { internalText } from '../texts.ts'
import { fixedRefusal } from './presets.ts'

export const serverAvailable: Rule = {
  ...fixedRefusal,
  answer: { exception: 'InternalServerException', detail: () => internalText },
  id: 'server-available',
  summary: 'The server can process the request: its database responds.',
  source: developerGuide('createuser', 'errors'),
  certainty: 'documented',
  remedy: "Send the request again later. The server's log says what failed.",
}
