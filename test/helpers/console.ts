import type { Test } from 'tap'
import type { Administration } from '../../src/administration/administration.ts'
import { consoleAccess } from '../../src/administration/console-access.ts'
import { storeCounts } from '../../src/administration/stores/store-counts.ts'
import type { AdminServerOptions } from '../../src/http/admin/server.ts'
import { consoleRoutes } from '../../src/http/console/console.ts'
import { newestEpoch } from '../../src/identity-center/dialect.ts'
import type { Dependencies } from '../../src/operations/operation.ts'

/** Builds the console for a private listener. */
export const testConsole =
  (
    dependencies: Dependencies,
    administration: Administration,
    adminHost = '127.0.0.1',
  ): AdminServerOptions['console'] =>
  (verifyToken) =>
    consoleRoutes({
      administration,
      verifyToken,
      access: consoleAccess(dependencies),
      counts: (id) => storeCounts(dependencies, id),
      adminHost,
      now: dependencies.now,
      asOf: newestEpoch,
    })

export interface ShownPage {
  readonly status: number
  readonly headers: Headers
  readonly text: string
}

/**
 * A client that behaves like a browser: it keeps cookies and fills in forms, but follows no redirect and runs no
 * script.
 */
export interface Visitor {
  readonly cookies: Map<string, string>
  /** The headers that a browser sends by itself on a page of the console. */
  readonly headers: Record<string, string>
  readonly get: (path: string, headers?: Record<string, string>) => Promise<ShownPage>
  /** Posts the form of the last page, with its hidden fields. */
  readonly post: (
    path: string,
    fields?: Record<string, string>,
    headers?: Record<string, string>,
  ) => Promise<ShownPage>
  /** Posts a form with a file after its fields. */
  readonly postFile: (
    path: string,
    fields: Record<string, string>,
    file: string,
  ) => Promise<ShownPage>
}

export const visitorOf = (url: string): Visitor => {
  const cookies = new Map<string, string>()
  let formToken: string | undefined

  const ask = async (path: string, init: RequestInit): Promise<ShownPage> => {
    const cookie = Array.from(cookies, ([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(`${url}${path}`, {
      ...init,
      redirect: 'manual',
      headers: { ...(cookie !== '' && { cookie }), ...init.headers },
    })
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value === '') cookies.delete(name)
      else cookies.set(name, value)
    }
    const text = await response.text()
    formToken = /name="form-token" value="([^"]+)"/.exec(text)?.[1] ?? formToken
    return { status: response.status, headers: response.headers, text }
  }

  const headers = { origin: url, 'sec-fetch-site': 'same-origin' }
  return {
    cookies,
    headers,
    get: (path, more = {}) => ask(path, { headers: more }),
    post: (path, fields = {}, more = headers) =>
      ask(path, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded', ...more },
        body: new URLSearchParams({ ...(formToken && { 'form-token': formToken }), ...fields }),
      }),
    postFile: (path, fields, file) => {
      const body = new FormData()
      for (const [name, value] of Object.entries({ 'form-token': formToken ?? '', ...fields })) {
        body.set(name, value)
      }
      body.set('file', new Blob([file]), 'file')
      return ask(path, { method: 'POST', headers, body })
    },
  }
}

/** A visitor who has signed in with the admin token, and looked at a page. */
export const signedIn = async (url: string, adminToken: string): Promise<Visitor> => {
  const visitor = visitorOf(url)
  const answer = await visitor.post('/sign-in', { token: adminToken })
  if (answer.status !== 303) throw new Error(`signing in was answered ${answer.status}`)
  await visitor.get('/stores')
  return visitor
}

/** Whether a page has a text, or one of this form. */
export const has = (t: Test, text: string, wanted: string | RegExp, why = '') =>
  t.ok(typeof wanted === 'string' ? text.includes(wanted) : wanted.test(text), `${wanted} ${why}`)

export const hasNot = (t: Test, text: string, wanted: string | RegExp, why = '') =>
  t.notOk(
    typeof wanted === 'string' ? text.includes(wanted) : wanted.test(text),
    `${wanted} ${why}`,
  )

/** The status of an answer and where it leads. */
export const redirectOf = ({ status, headers }: { status: number; headers: Headers }) => [
  status,
  headers.get('location'),
]

/** A field's list of errors that contains one of this rule. */
export const fieldError = (field: string, ruleId: string) =>
  new RegExp(
    `id="field-${field}-errors">(?:(?!</div>).)*<code class="rule-id">${ruleId}</code>`,
    's',
  )
