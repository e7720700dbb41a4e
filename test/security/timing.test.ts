// The duration of a comparison reveals no secret. Durations are not measured, because other processes influence them.
// The tests check which functions are called and which comparisons the source contains. Tokens, sessions and links are
// looked up by their SHA-256, whose digits a client cannot choose one by one.
import crypto, { createHash } from 'node:crypto'
import { syncBuiltinESMExports } from 'node:module'
import t from 'tap'
import ts from 'typescript'
import { attack } from '../helpers/attacks.ts'
import { credentialsOf, sent, signed } from '../helpers/aws.ts'
import { signedIn, visitorOf } from '../helpers/console.ts'
import { scimOf, startTestServer } from '../helpers/server.ts'
import { nodesOf, sourceFiles } from '../project/source-files.ts'

const server = await startTestServer(t)
const { adminUrl, adminToken, endpoint, token } = server
const hashOf = (secret: string) => createHash('sha256').update(secret).digest('hex')

/** Runs `work` and returns both sides of each constant-time comparison, in hexadecimal. */
const recordComparisons = async (work: () => Promise<unknown>): Promise<readonly string[]> => {
  const compared: string[] = []
  const before = crypto.timingSafeEqual
  crypto.timingSafeEqual = (one, other) => {
    for (const each of [one, other]) {
      compared.push(Buffer.from(each.buffer, each.byteOffset, each.byteLength).toString('hex'))
    }
    return before(one, other)
  }
  syncBuiltinESMExports()
  try {
    await work()
  } finally {
    crypto.timingSafeEqual = before
    syncBuiltinESMExports()
  }
  return compared
}
const admin = (secret: string) => () =>
  fetch(`${adminUrl}/api/v1/rules`, { headers: { authorization: `Bearer ${secret}` } })

attack(
  t,
  'the time of the access token',
  {
    does: 'measures the response time for tokens with the prefix of the right one',
    holds:
      'a token is found by its SHA-256, the hashes are compared in constant time, and a prefix finds nothing',
  },
  async (t) => {
    const ask = (secret: string) => () => scimOf({ endpoint, token: secret })('GET', '/Users')
    t.ok((await recordComparisons(ask(token))).includes(hashOf(token)))
    const close = `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`
    t.same(await recordComparisons(ask(close)), [], 'no comparison')
  },
)

attack(
  t,
  'the time of the admin token',
  {
    does: 'measures the response time for wrong admin tokens, at the API and at the sign-in',
    holds: 'the SHA-256 is compared with that of the right token in constant time',
  },
  async (t) => {
    const right = hashOf(adminToken ?? '')
    t.same(await recordComparisons(admin('wrong')), [right, hashOf('wrong')])
    const post = () => visitorOf(adminUrl).post('/sign-in', { token: 'wrong' })
    t.same(await recordComparisons(post), [right, hashOf('wrong')])
  },
)

attack(
  t,
  'the time of sessions, links and forms',
  {
    does: 'measures the response time for cookies, sign-in links and CSRF tokens with the prefix of valid ones',
    holds:
      'cookies and links are found by their SHA-256, and CSRF tokens are compared in constant time',
  },
  async (t) => {
    const visitor = await signedIn(adminUrl, adminToken ?? '')
    const [[name = '', session = ''] = []] = visitor.cookies
    const wrong = visitorOf(adminUrl)
    wrong.cookies.set(name, `${session.slice(0, -1)}${session.endsWith('A') ? 'B' : 'A'}`)
    t.same(await recordComparisons(() => wrong.get('/stores')), [])
    t.same(await recordComparisons(() => wrong.post('/sign-in', { link: session })), [])
    const token = Buffer.from('f'.repeat(43))
    const forged = () => visitor.post('/theme', { 'form-token': token.toString() })
    t.ok((await recordComparisons(forged)).includes(token.toString('hex')))
  },
)

attack(
  t,
  'the time of a signature',
  {
    does: 'measures the response time for signatures with the prefix of the right one',
    holds:
      'the signature is compared in constant time, and the secret of the access key is never compared',
  },
  async (t) => {
    const { identityStoreId: IdentityStoreId } = server
    const options = { credentials: credentialsOf(server) }
    const request = await signed(server, 'ListUsers', { IdentityStoreId }, options)
    const authorization = request.headers['authorization'] ?? ''
    const close = authorization.replace(/.$/, (last) => (last === '0' ? '1' : '0'))
    const headers = { ...request.headers, authorization: close }
    const compared = await recordComparisons(() => sent({ ...request, headers }))
    const signature = /Signature=([0-9a-f]+)$/.exec(close)?.[1] ?? ''
    t.equal(compared.length, 2)
    t.ok(compared.includes(Buffer.from(signature).toString('hex')))
  },
)

/** Whether a comparison may be of secrets: no side is a literal, and the name of one side suggests a secret. */
const isAboutSecret = (node: ts.Node): boolean => {
  if (!ts.isBinaryExpression(node)) return false
  const { kind } = node.operatorToken
  const equalities = [
    ts.SyntaxKind.EqualsEqualsEqualsToken,
    ts.SyntaxKind.ExclamationEqualsEqualsToken,
    ts.SyntaxKind.EqualsEqualsToken,
    ts.SyntaxKind.ExclamationEqualsToken,
  ]
  if (!equalities.includes(kind)) return false
  const sides = [node.left, node.right].map((side) => side.getText())
  const isPlain = (text: string) =>
    /^(?:undefined|null|true|false|-?\d+|'.*'|typeof .*)$/.test(text)
  const isSecret = (text: string) =>
    /(?:^|\.)(?:\w*(?:token|secret|signature|session|password|link|formToken|hash|given))$/i.test(
      text,
    )
  return !sides.some(isPlain) && sides.some(isSecret)
}

attack(
  t,
  'a comparison that stops early',
  {
    does: 'searches the source for secrets that are compared with ===',
    holds: 'no token, secret, signature, session, link or hash is compared by an operator',
  },
  async (t) => {
    const found = sourceFiles().flatMap(({ path, tree }) =>
      nodesOf(tree)
        .filter(isAboutSecret)
        .map((node) => `${path}: ${node.getText(tree)}`),
    )
    t.same(found, [])
  },
)
