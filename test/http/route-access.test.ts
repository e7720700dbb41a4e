import t from 'tap'
import { type TestRoute, testApis } from '../helpers/apis.ts'

const { admin, scim, adminToken, adminRoutes, scimRoutes } = await testApis(t)

/** The routes of the private listener that require no credentials. */
const open = ['GET /healthz', 'GET /readyz']

const nameOf = ({ method, url }: TestRoute) => `${method} ${url}`
const distinct = (routes: readonly TestRoute[]) => [
  ...new Map(routes.map((route) => [nameOf(route), route])).values(),
]
const pathOf = ({ url }: TestRoute) => url.replaceAll(/:\w+/g, 'd-0000000000').replace('*', 'x')
const isOpen = (route: TestRoute) => open.includes(nameOf(route).replace(/^HEAD/, 'GET'))

const ask = async (
  listener: typeof admin,
  { method, console }: TestRoute,
  url: string,
  authorization?: string,
) => {
  const { statusCode, headers, body } = await listener.inject({
    method: method as 'GET', // the route table has the method as a string
    url,
    headers: {
      ...(authorization !== undefined && { authorization }),
      ...(console && { 'content-type': 'application/x-www-form-urlencoded' }),
    },
    ...(method === 'GET' || method === 'HEAD' ? {} : { payload: console ? 'a=b' : '{}' }),
  })
  const { location } = headers
  return { status: statusCode, type: String(headers['content-type']), location, body }
}

t.test('the private listener rejects every path without its secret', async (t) => {
  const routes = distinct(adminRoutes)
  t.ok(routes.length > 15)
  t.same(
    routes.filter((route) => route.public && !isOpen(route)).map(nameOf),
    [],
    'no other route is marked as public',
  )
  t.same(
    routes
      .filter((route) => route.console === 'signed out' && !route.url.startsWith('/assets/'))
      .map(nameOf)
      .sort(),
    ['GET /sign-in', 'HEAD /sign-in', 'POST /sign-in'],
    'without a session, the console serves only sign-in and assets',
  )
  for (const route of routes.filter((each) => each.console === 'page')) {
    await t.test(nameOf(route), async (t) => {
      for (const authorization of [undefined, `Bearer ${adminToken}`]) {
        const { status, location } = await ask(admin, route, pathOf(route), authorization)
        t.equal(status, ['GET', 'HEAD'].includes(route.method) ? 303 : 401)
        if (status === 303) t.match(location, /^\/sign-in(\?|$)/)
      }
    })
  }
  for (const route of routes.filter((each) => !isOpen(each) && !each.console)) {
    await t.test(nameOf(route), async (t) => {
      const { status, type, body } = await ask(admin, route, pathOf(route))
      t.equal(status, 401)
      t.match(type, /^application\/problem\+json/)
      if (route.method !== 'HEAD') t.equal(JSON.parse(body).status, 401)
    })
  }

  await t.test('in every spelling of a path', async (t) => {
    for (const url of [
      '//api/v1/rules',
      '/healthz/../api/v1/rules',
      '/healthz/%2e%2e/api/v1/rules',
      '/healthz%2f..%2fapi%2fv1%2frules',
      '/api/v1/rules/',
      '/API/V1/rules',
      '/api/v1/%72ules',
      '/./healthz/../api/v1/rules',
    ]) {
      const { status } = await ask(admin, { method: 'GET', url, public: false }, url)
      t.equal(status, 401, url)
    }
  })
})

t.test('the SCIM listener serves no route of the private listener', async (t) => {
  const served = new Set(distinct(scimRoutes).map(nameOf))
  for (const route of distinct(adminRoutes)) {
    if (isOpen(route)) continue
    await t.test(nameOf(route), async (t) => {
      t.notOk(served.has(nameOf(route)))
      for (const authorization of [undefined, `Bearer ${adminToken}`]) {
        const { status, body } = await ask(scim, route, pathOf(route), authorization)
        t.equal(status, 404)
        if (route.method !== 'HEAD') t.ok(JSON.parse(body).schema, 'the error has the form of AWS')
      }
    })
  }
})

t.test('the private listener serves no route of SCIM', async (t) => {
  for (const route of distinct(scimRoutes)) {
    if (isOpen(route)) continue
    const { status } = await ask(admin, route, pathOf(route), `Bearer ${adminToken}`)
    t.equal(status, 404, nameOf(route))
  }
})
