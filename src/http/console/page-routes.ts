import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import type { ComponentChild } from 'preact'
import type { IdentityStoreView } from '../../administration/administration.ts'
import { RefusedByRule } from '../../administration/shared/refused-by-rule.ts'
import { readActor } from '../shared/actor.ts'
import { toFailure } from '../shared/failure.ts'
import { ConsoleError } from './console-error.ts'
import type { ConsoleOptions } from './console-options.ts'
import { deriveCsrfToken } from './csrf.ts'
import { renderPage } from './layout.tsx'
import { serverPages, storePages } from './pages.ts'
import type { Page, StoreVisit, Visit } from './shared/page.ts'
import { readTheme } from './shared/theme.ts'

interface PageRoute {
  Params: Record<string, string>
  Body: URLSearchParams | undefined
}
type PageRequest = FastifyRequest<PageRoute>

const storeBase = ({ identityStoreId }: IdentityStoreView) => `/stores/${identityStoreId}`

/** The notice that `?notice=` selects; undefined for a name that the page does not define. */
const findNotice = ({ notices = {} }: Pick<Page<never>, 'notices'>, query: URLSearchParams) => {
  const name = query.get('notice') ?? ''
  return Object.hasOwn(notices, name) ? notices[name] : undefined
}

const addNotice = (goTo: string, notice: string | undefined) =>
  notice === undefined ? goTo : `${goTo}${goTo.includes('?') ? '&' : '?'}notice=${notice}`

/** The path of the page. Its actions are posted to paths one segment longer. */
const pagePath = ({ method, url }: PageRequest) => {
  const [path = '/'] = url.split('?')
  return method === 'POST' ? path.slice(0, path.lastIndexOf('/')) : path
}

const buildNavigation = (base: string, section: string) =>
  storePages.flatMap(({ label, path }) =>
    label === undefined ? [] : [{ label, href: `${base}${path}`, isCurrent: path === section }],
  )

/** The routes of the console's pages and of their actions. */
export const pageRoutes =
  ({ administration, counts, now, asOf }: ConsoleOptions): FastifyPluginAsync =>
  async (app) => {
    const buildVisit = (request: PageRequest, { params, url, body } = request): Visit => ({
      administration,
      counts,
      now: now(),
      asOf,
      origin: `${request.protocol}://${request.host}`,
      params,
      query: new URL(url, 'http://console').searchParams,
      form: body ?? new URLSearchParams(),
      findings: [],
      actor: readActor(request),
    })

    const buildStoreVisit = async (request: PageRequest): Promise<StoreVisit> => {
      const store = await administration.getStore(request.params['identityStoreId'] ?? '')
      return { ...buildVisit(request), store, base: storeBase(store) }
    }

    const send = async (
      page: Omit<Page<never>, 'show' | 'actions'>,
      { query, store }: Visit & { readonly store?: IdentityStoreView },
      request: PageRequest,
      reply: FastifyReply,
      content: ComponentChild,
      problem?: string,
    ) => {
      const frame = {
        title: page.title,
        theme: readTheme(request),
        formToken: deriveCsrfToken(request.session),
        path: pagePath(request),
        stores: await administration.listStores(),
        ...(store !== undefined && {
          store,
          navigation: buildNavigation(storeBase(store), page.section ?? page.path),
        }),
        scripts: page.scripts ?? [],
        notice: findNotice(page, query),
        problem,
      }
      return reply.type('text/html; charset=utf-8').send(renderPage(frame, content))
    }

    const add = <V extends Visit>(
      prefix: string,
      pages: readonly Page<V>[],
      makeVisit: (request: PageRequest) => Promise<V>,
    ) => {
      for (const page of pages) {
        app.get<PageRoute>(`${prefix}${page.path}`, async (request, reply) => {
          const visit = await makeVisit(request)
          return send(page, visit, request, reply, await page.show(visit))
        })
        for (const [name, act] of Object.entries(page.actions ?? {})) {
          app.post<PageRoute>(`${prefix}${page.path}/${name}`, async (request, reply) => {
            const visit = await makeVisit(request)
            try {
              const outcome = await act(visit)
              if ('show' in outcome) return await send(page, visit, request, reply, outcome.show)
              return await reply.redirect(addNotice(outcome.goTo, outcome.notice), 303)
            } catch (error) {
              const failure = error instanceof Error ? toFailure(error) : undefined
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

    add('', serverPages, async (request) => buildVisit(request))
    add('/stores/:identityStoreId', storePages, buildStoreVisit)

    app.get('/', async (_request, reply) => {
      const [first] = await administration.listStores()
      return reply.redirect(first === undefined ? '/stores' : storeBase(first), 303)
    })
    app.get('/stores/*', async () => {
      throw new ConsoleError(404, 'This page does not exist.')
    })
  }
