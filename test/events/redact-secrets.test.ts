import { randomBytes } from 'node:crypto'
import t from 'tap'
import { redactSecretBytes, redactSecrets } from '../../src/events/redact-secrets.ts'
import { accessToken, accessTokenBytes, tenantId } from '../../src/identity-center/identifiers.ts'

const tokens = Array.from({ length: 10 }, () => accessToken(randomBytes(accessTokenBytes)))
const secrets = Array.from({ length: 10 }, () => randomBytes(32).toString('base64url'))
const keys = Array.from({ length: 10 }, () => randomBytes(30).toString('base64'))
const all = [...tokens, ...secrets, ...keys]

/** A redacted body as text. */
const body = (text: string) => Buffer.from(redactSecretBytes(Buffer.from(text))).toString()

t.test('every secret is overwritten, wherever it was pasted', async (t) => {
  for (const secret of all) {
    const stars = '*'.repeat(secret.length)
    t.equal(redactSecrets(secret), stars)
    t.notMatch(redactSecrets(`${secret.slice(0, 79)}…`), secret.length < 79 ? secret : /[A-Za-z]/)
    t.equal(redactSecrets(`curl/8 (Bearer ${secret})`), `curl/8 (Bearer ${stars})`)
    const encoded = encodeURIComponent(secret)
    t.notOk(redactSecrets(`x=1&key=${encoded}&y=2`).includes(encoded))
    t.match(redactSecrets(`x=1&key=${encoded}&y=2`), /^x=1&key=\*+%?[*D3]*&y=2$/)
    t.notOk(redactSecrets(`filter=userName%20eq%20%22${encoded}%22`).includes(encoded))
    t.notOk(redactSecrets(`/${encoded}/scim/v2/Users`).includes(encoded))
    t.notOk(redactSecrets(`/api/v1/${encoded}`).includes(encoded))
    const pointer = `/${secret.replaceAll('/', '~1')}`
    t.notOk(redactSecrets(pointer).includes(pointer))
    const json = JSON.stringify({ displayName: secret, active: true })
    t.same(JSON.parse(body(json)), { displayName: stars, active: true })
    const escaped = json.replaceAll('/', '\\/').replaceAll('+', '\\u002B')
    t.same(JSON.parse(body(escaped)).displayName.replaceAll('*', ''), '')
    t.equal(body(`{"displayName": "${secret}`), `{"displayName": "${stars}`, 'broken JSON')
  }
  for (const secret of [...secrets, ...tokens]) {
    t.notOk(redactSecrets(`/${tenantId(randomBytes(19))}/scim/v2/Users/${secret}`).includes(secret))
  }
})

t.test('for every length of the text before and after it', async (t) => {
  const [secret, key] = [secrets[0] ?? '', keys[0] ?? '']
  for (let before = 0; before <= 90; before += 1) {
    for (const [each, fill] of [
      [secret, '. '],
      [key, 'é,'],
      [secret, 'a"'],
      [key, 'word. '],
    ] as const) {
      const text = `${fill.repeat(before).slice(0, before)} ${each}${' ,'.repeat(before % 7)}`
      if (redactSecrets(text).includes(each)) t.fail(`is kept behind ${before} characters: ${text}`)
    }
  }
})

t.test('other texts are not changed', async (t) => {
  const picture = randomBytes(2_000).toString('base64')
  for (const text of [
    'a'.repeat(576),
    `${'Ab1'.repeat(200)}`,
    picture,
    randomBytes(32).toString('hex'),
    randomBytes(20).toString('hex'),
    '/Abc11111111-2222-3333-4444-555555555555/scim/v2/Users/24d8d4e8-0001-7000-8000-000000000000',
    'https://example.com/Photos/2026/Ada-Lovelace-Portrait-Large.jpeg',
    'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:employeeNumber',
    'filter=userName%20eq%20%22ada.lovelace%2Bengines%2Fnumbers.of.1843%40example.com%22',
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0',
  ]) {
    t.equal(redactSecrets(text), text)
    t.equal(body(text), text)
  }
  const bytes = Uint8Array.of(0xff, 0x00, 0x22)
  t.equal(redactSecretBytes(bytes), bytes, 'it is not even copied')
})
