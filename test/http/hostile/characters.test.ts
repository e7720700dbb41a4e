import t from 'tap'
import { beside } from '../../helpers/bystander.ts'
import { refusedAs } from '../../helpers/envelope.ts'
import { rawAnswer } from '../../helpers/raw-line.ts'
import { startVictim } from '../../helpers/victim.ts'

// Invalid characters in every text attribute, in paths, in filters and in headers.
const victim = await startVictim(t)
const { port, path, headers } = victim

const send = (method: string, target: string, body: Uint8Array) =>
  rawAnswer(
    port,
    Buffer.concat([
      Buffer.from(
        `${method} ${path}${target} HTTP/1.1\r\n${headers}Content-Length: ${body.length}\r\n\r\n`,
      ),
      body,
    ]),
  )
const get = (target: string, more = '') =>
  rawAnswer(port, Buffer.from(`GET ${path}${target} HTTP/1.1\r\n${headers}${more}\r\n`, 'latin1'))

const bad: Readonly<Record<string, Uint8Array>> = {
  'a raw NUL': Buffer.from([0]),
  'an escaped NUL': Buffer.from('\\u0000'),
  'a lone surrogate': Buffer.from([0xed, 0xa0, 0x80]),
  'an escaped lone surrogate': Buffer.from('\\ud800'),
  'surrogates in the wrong order': Buffer.from('\\udc00\\ud800'),
  'an overlong slash': Buffer.from([0xc0, 0xaf]),
  'half a character': Buffer.from([0xe2, 0x82]),
  'a byte that UTF-8 never has': Buffer.from([0xff]),
}

const placeholder = '\u25a1'
const attributes: Readonly<Record<string, object>> = {
  userName: { userName: placeholder },
  displayName: { displayName: placeholder },
  givenName: { name: { givenName: placeholder, familyName: 'B' } },
  'name.formatted': { name: { givenName: 'A', familyName: 'B', formatted: placeholder } },
  nickName: { nickName: placeholder },
  title: { title: placeholder },
  userType: { userType: placeholder },
  locale: { locale: placeholder },
  timezone: { timezone: placeholder },
  externalId: { externalId: placeholder },
  profileUrl: { profileUrl: placeholder },
  'emails.value': { emails: [{ value: placeholder, type: 'work', primary: true }] },
  'emails.type': { emails: [{ value: 'a@example.com', type: placeholder, primary: true }] },
  'phoneNumbers.value': { phoneNumbers: [{ value: placeholder, type: 'work' }] },
  'addresses.locality': { addresses: [{ type: 'work', locality: placeholder }] },
  'enterprise department': {
    'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': { department: placeholder },
  },
  'enterprise manager': {
    'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': {
      manager: { value: placeholder },
    },
  },
}
const base = { userName: 'bad', displayName: 'A', name: { givenName: 'A', familyName: 'B' } }
/** The body with bytes in place of its placeholder. */
const withBytes = (value: unknown, bytes: Uint8Array) => {
  const [before = '', after = ''] = JSON.stringify(value).split(placeholder)
  return Buffer.concat([Buffer.from(before), Buffer.from('a'), bytes, Buffer.from(`b${after}`)])
}

for (const [what, bytes] of Object.entries(bad)) {
  t.test(`${what} is refused in every attribute`, async (t) => {
    await beside(t, victim, async () => {
      for (const [attribute, value] of Object.entries(attributes)) {
        const body = withBytes({ ...base, ...value }, bytes)
        refusedAs(t, await send('POST', '/Users', body), 400, attribute)
      }
      for (const value of [
        { displayName: placeholder },
        { displayName: 'g', externalId: placeholder },
      ]) {
        refusedAs(t, await send('POST', '/Groups', withBytes(value, bytes)), 400, 'a group')
      }
    })
  })
}

t.test('a path, filter or header with invalid characters gets a response', async (t) => {
  await beside(t, victim, async () => {
    for (const text of [
      '%00',
      '%ff',
      '%ED%A0%80',
      '%C0%AF',
      '%',
      '%u0000',
      '%zz',
      '__proto__',
      'constructor',
    ]) {
      for (const target of [
        `/Users/${text}`,
        `/Groups/${text}`,
        `/Schemas/${text}`,
        `/${text}`,
        `/Users?filter=userName+eq+%22${text}%22`,
        `/Users?filter=${text}+eq+%22a%22`,
        `/Groups?filter=displayName+eq+%22${text}%22`,
        `/Users?cursor=${text}`,
        `/Users?count=${text}`,
        `/Users?${text}=${text}`,
      ]) {
        const answer = await get(target)
        const { status = 0 } = answer ?? {}
        if (status === 200) continue
        refusedAs(t, answer, [400, 404], target)
      }
    }
    for (const more of ['User-Agent: \xff\xfe\r\n', 'X-\xe4: y\r\n', 'Accept: \x01\r\n']) {
      const answer = await get('/Users', more)
      if (answer?.status !== 200) refusedAs(t, answer, 400, JSON.stringify(more))
    }
  })
})

t.test('a filter that is deeply nested, long or unterminated is refused', async (t) => {
  await beside(t, victim, async () => {
    for (const filter of [
      `${'('.repeat(5_000)}userName eq "a"${')'.repeat(5_000)}`,
      'not ('.repeat(2_000),
      'emails['.repeat(2_000),
      `userName eq "${'x'.repeat(15_000)}"`,
      `userName eq "${'\\"'.repeat(7_000)}`,
      `"${'\\"'.repeat(7_000)}`,
      'userName eq "a" and '.repeat(600),
    ]) {
      const target = `/Users?filter=${filter.replaceAll(' ', '+').replaceAll('"', '%22')}`
      refusedAs(
        t,
        await get(target),
        target.length > 15_000 ? [400, 431] : 400,
        filter.slice(0, 20),
      )
    }
  })
})

t.test('the server logs no unexpected error', async (t) => {
  t.same(victim.complaints(), [])
})
