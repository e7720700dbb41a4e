import fc from 'fast-check'
import t from 'tap'
import { renderPage } from '../../../src/http/console/layout.tsx'
import { signedIn, visitorOf } from '../../helpers/console.ts'
import { startTestServer } from '../../helpers/server.ts'

const hostile = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '</title><script>alert(1)</script>',
  '</textarea><b>',
  '&lt;b&gt; &amp;',
  'javascript:alert(1)',
  '\u2028\u202e\u0000 ',
]

/** All tags of a page, as a parser that ignores attributes finds them. */
const tagsOf = (html: string) => Array.from(html.matchAll(/<(?:!--|[/!?a-zA-Z])[^>]*/g), String)

const shell = (text: string) =>
  renderPage(
    { title: text, theme: 'auto', formToken: text, path: text, notice: text, problem: text },
    text,
  )

t.test('the text of a page does not change its tags', async (t) => {
  const names = (html: string) =>
    tagsOf(html)
      .map((tag) => /^<\/?[a-z!]+/i.exec(tag)?.[0])
      .join(' ')
  const wanted = names(shell('x'))
  for (const text of hostile) t.equal(names(shell(text)), wanted)
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => names(shell(`x${text}`)) === wanted),
    { numRuns: 200 },
  )
})

const { adminUrl, adminToken, identityStoreId, scim } = await startTestServer(t)
const visitor = await signedIn(adminUrl, adminToken ?? '')

t.test('pages show as text what clients sent', async (t) => {
  for (const text of hostile) {
    await scim(
      'POST',
      `/Users?x=${encodeURIComponent(text)}`,
      { userName: text, displayName: text, name: { givenName: text } },
      { 'user-agent': encodeURI(text).replaceAll("'", '%27').replaceAll('%3C', '<') },
    )
    await scim('GET', `/Users?filter=${encodeURIComponent(`userName eq "${text}"`)}`)
  }
  for (const path of ['', '/provisioning']) {
    const { status, text } = await visitor.get(`/stores/${identityStoreId}${path}`)
    t.equal(status, 200)
    const scripts = text.match(/<script[^>]*>/g) ?? []
    t.ok(scripts.every((tag) => /^<script type="module" src="\/assets\/[\w.-]+">$/.test(tag)))
    t.notMatch(text, /<(?:img|b|textarea)[\s>]/)
    t.notMatch(text, /\son\w+=/)
    t.notMatch(text, /\sstyle=/, 'the content security policy would block it')
    t.notMatch(text, /href="javascript:/)
  }
})

t.test('a page does not show text of its URL', async (t) => {
  for (const text of hostile) {
    const value = encodeURIComponent(text)
    for (const path of [`/stores/${value}`, `/stores?notice=${value}`, `/stores/x/${value}`]) {
      t.notOk((await visitor.get(path)).text.includes(text))
    }
    for (const path of [`/sign-in?to=${value}`, `/sign-in?link=${value}`]) {
      const { text: page } = await visitorOf(adminUrl).get(path)
      t.notMatch(page, /<(?:img|b)[\s>]|<script>/)
    }
  }
})
