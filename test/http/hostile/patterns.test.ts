import t from 'tap'
import { redactPasswords } from '../../../src/events/redact.ts'
import { redactQuery } from '../../../src/events/redact-query.ts'
import { toLocalPath } from '../../../src/http/console/shared/local-path.ts'
import { parseAuthorization } from '../../../src/http/identity-store/authorization.ts'
import { identifyClient } from '../../../src/identity-center/clients.ts'
import { dialectOf, newestEpoch } from '../../../src/identity-center/dialect.ts'
import { filterSupported } from '../../../src/identity-center/rules/list.ts'
import { encodeUtf8 } from '../../../src/lib/utf8.ts'
import { parseAttributePath } from '../../../src/scim/attribute-path.ts'
import { parseFilter } from '../../../src/scim/filter.ts'

// Texts that make a backtracking pattern slow. Linear work takes twice as long for twice the text; a backtracking pattern
// takes four times as long or much more.
const dialect = dialectOf({}, newestEpoch)
const filled = (unit: string, length: number) => unit.repeat(Math.ceil(length / unit.length))

/** The lengths of a request line and of a body. */
const line = 8_000
const body = 250_000

const clientOf = (query: string) =>
  identifyClient({ method: 'GET', path: '/', userAgent: undefined, query, body: undefined })
const formatOf = (filter: string) =>
  filterSupported.check({ operation: 'ListUsers', query: { filter }, filter: undefined }, dialect)
const pathOf = (text: string) => parseAttributePath(text, 'User')
const redacted = (text: string) => redactPasswords(encodeUtf8(text))

type Trap = readonly [
  length: number,
  read: (text: string) => unknown,
  units: readonly string[],
  start?: string,
]
const traps: Readonly<Record<string, Trap>> = {
  'the query of an event': [line, redactQuery, ['token', 'a', '&', 'token&', 'secret=', '=']],
  'who sent a query': [
    line,
    clientOf,
    ['filter=', 'filter=&', 'filter=userName ', 'aadOptscim062020', '&'],
  ],
  'whether a filter has parentheses': [line, formatOf, ['\\"', '"', '\\', '("', '\\\n'], '"'],
  'a filter': [
    1_000,
    parseFilter,
    ['(', 'not (', 'a[', '"', ' ', '\\"', 'a eq 1 and ', 'a pr or ', 'a.', 'urn:'],
  ],
  'the path of an operation': [
    body,
    pathOf,
    ['a[', ']', '].x', '.', ':', 'urn:', 'manager.', '[type eq "'],
    'emails[',
  ],
  'the passwords of a body that is broken': [
    body,
    redacted,
    [
      'password',
      '"password"',
      '"password":',
      '"password":"',
      '"password":1,',
      '"password":{',
      'password\\',
      '\\',
      '"password":1}]',
      'p\0',
      '\\u0070',
      '"password":   ',
    ],
    '{',
  ],
  'the passwords of a body': [
    body,
    (text) => redacted(`[${text}1]`),
    ['{"password":"x"},', '["password"],', '{"password":{"a":1}},'],
  ],
  'a signature': [
    line,
    parseAuthorization,
    [' ', 'a=,', ',', '=', 'Credential='],
    'AWS4-HMAC-SHA256 ',
  ],
  'where to go after signing in': [line, toLocalPath, ['a', '/', '\\', ' '], '/'],
}

/** The shortest of several measurements, because other processes may use the processor. */
const timeOf = (work: () => unknown): number => {
  const times = Array.from({ length: 5 }, () => {
    const began = process.cpuUsage()
    work()
    const { user, system } = process.cpuUsage(began)
    return (user + system) / 1_000
  })
  return Math.min(...times)
}

/** Shorter times are harmless, and too short for a ratio. */
const smallMs = 20
const timesMax = 3.5

for (const [what, [length, read, units, start = '']] of Object.entries(traps)) {
  t.test(`reading ${what} takes linear time`, async (t) => {
    for (const unit of units) {
      read(start + filled(unit, length)) // compiled by now
      const once = timeOf(() => read(start + filled(unit, length)))
      const twice = timeOf(() => read(start + filled(unit, 2 * length)))
      const said = `${JSON.stringify(unit)}: ${once.toFixed(1)} ms, then ${twice.toFixed(1)} ms`
      t.ok(twice < Math.max(smallMs, once * timesMax), said)
    }
  })
}
