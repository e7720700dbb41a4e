import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import type { ComponentChild } from 'preact'
import type { IdentityStoreView } from '../../administration/administration.ts'
import { RefusedByRule } from '../../administration/shared/refused-by-rule.ts'
import { actorOf } from '../shared/actor.ts'
import { failureOf } from '../shared/failure.ts'
import { ConsoleError } from './console-error.ts'
import type { ConsoleOptions } from './console-options.ts'
import { csrfTokenOf } from './csrf.ts'
import { renderPage } from './layout.tsx'
import { serverPages, storePages } from './pages.ts'
import type { Page, StoreVisit, Visit } from './shared/page.ts'
import { themeOf } from './shared/theme.ts'

interface PageRoute {
  Params: Record<string, string>
  Body: URLSearchParams | undefined
}
type PageRequest = FastifyRequest<PageRoute>

const baseOf = ({ identityStoreId }: IdentityStoreView) => `/stores/${identityStoreId}`

/** What is said above a page because its address says so; nothing for a name that the page does not know. */
const noticeOf = ({ notices = {} }: Pick<Page<never>, 'notices'>, query: URLSearchParams) => {
  const name = query.get('notice') ?? ''
  return Object.hasOwn(notices, name) ? notices[name] : undefined
}

const withNotice = (goTo: string, notice: string | undefined) =>
  notice === undefined ? goTo : `${goTo}${goTo.includes('?') ? '&' : '?'}notice=${notice}`

/** Where a page is looked at: what is done on it is posted one part further. */
const lookedAt = ({ method, url }: PageRequest) => {
  const [path = '/'] = url.split('?')
  return method === 'POST' ? path.slice(0, path.lastIndexOf('/')) : path
}

const navigationOf = (base: string, section: string) =>
  storePages.flatMap(({ label, path }) =>
    label === undefined ? [] : [{ label, href: `${base}${path}`, isCurrent: path === section }],
  )

/** The pages of the console, each at its path, and what can be done on each, below it. */
export const pageRoutes =
  ({ administration, counts, now, asOf }: ConsoleOptions): FastifyPluginAsync =>
  async (app) => {
    const visitOf = (request: PageRequest, { params, url, body } = request): Visit => ({
      administration,
      counts,
      now: now(),
      asOf,
      origin: `${request.protocol}://${request.host}`,
      params,
      query: new URL(url, 'http://console').searchParams,
      form: body ?? new URLSearchParams(),
      findings: [],
      actor: actorOf(request),
    })

    const storeVisitOf = async (request: PageRequest): Promise<StoreVisit> => {
      const store = await administration.getStore(request.params['identityStoreId'] ?? '')
      return { ...visitOf(request), store, base: baseOf(store) }
    }

    const send = async (
      page: Omit<Page<never>, 'show' | 'actions'>,
      { query, store }: Visit & { readonly store?: IdentityStoreView },
      request: PageRequest,
      reply: FastifyReply,
      content: ComponentChild,
      problem?: string,
    ) => {
      const around = {
        title: page.title,
        theme: themeOf(request),
        formToken: csrfTokenOf(request.session),
        path: lookedAt(request),
        stores: await administration.listStores(),
        ...(store !== undefined && {
          store,
          navigation: navigationOf(baseOf(store), page.section ?? page.path),
        }),
        scripts: page.scripts ?? [],
        notice: noticeOf(page, query),
        problem,
      }
      return reply.type('text/html; charset=utf-8').send(renderPage(around, content))
    }

    const add = <V extends Visit>(
      prefix: string,
      pages: readonly Page<V>[],
      enter: (request: PageRequest) => Promise<V>,
    ) => {
      for (const page of pages) {
        app.get<PageRoute>(`${prefix}${page.path}`, async (request, reply) => {
          const visit = await enter(request)
          return send(page, visit, request, reply, await page.show(visit))
        })
        for (const [name, act] of Object.entries(page.actions ?? {})) {
          app.post<PageRoute>(`${prefix}${page.path}/${name}`, async (request, reply) => {
            const visit = await enter(request)
            try {
              const outcome = await act(visit)
              if ('show' in outcome) return await send(page, visit, request, reply, outcome.show)
              return await reply.redirect(withNotice(outcome.goTo, outcome.notice), 303)
            } catch (error) {
              const failure = error instanceof Error ? failureOf(error) : undefined
              if (failure === undefined) throw error
              reply.code(failure.status)
              const findings = error instanceof RefusedByRule ? error.findings : []
              const content = await page.show({ ...visit, findings })
              return send(page, visit, request, reply, content, failure.message)
            }
          })
        }
      }
    }

    add('', serverPages, async (request) => visitOf(request))
    add('/stores/:identityStoreId', storePages, storeVisitOf)

    app.get('/', async (_request, reply) => {
      const [first] = await administration.listStores()
      return reply.redirect(first === undefined ? '/stores' : baseOf(first), 303)
    })
    app.get('/stores/*', async () => {
      throw new ConsoleError(404, 'There is no such page.')
    })
  }
