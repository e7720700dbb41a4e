import type { FastifyPluginAsync, FastifyRequest } from 'fastify'
import { ownPath } from './own-path.ts'

/** As the system has it, or as somebody prefers it. */
export const themes = ['auto', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

const themeCookie = 'console-theme'
const yearSeconds = 31_536_000

const themeNamed = (name: string | null | undefined): Theme =>
  themes.find((theme) => theme === name) ?? 'auto'

/** The theme that a browser was told to keep. */
export const themeOf = ({ cookies }: FastifyRequest): Theme => themeNamed(cookies[themeCookie])

/** Has the browser keep a theme, and goes back to the page. */
export const themeRoute: FastifyPluginAsync = async (app) => {
  app.post<{ Body: URLSearchParams }>('/theme', ({ body }, reply) =>
    reply
      .setCookie(themeCookie, themeNamed(body.get('theme')), {
        path: '/',
        httpOnly: true,
        sameSite: 'strict',
        maxAge: yearSeconds,
      })
      .redirect(ownPath(body.get('from')), 303),
  )
}
