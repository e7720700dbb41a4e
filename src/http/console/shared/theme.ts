import type { FastifyPluginAsync, FastifyRequest } from 'fastify'
import { toLocalPath } from './local-path.ts'

/** `auto` follows the operating system. */
export const themes = ['auto', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

const themeCookie = 'console-theme'
const yearSeconds = 31_536_000

const parseTheme = (name: string | null | undefined): Theme =>
  themes.find((theme) => theme === name) ?? 'auto'

/** Reads the theme from its cookie. */
export const readTheme = ({ cookies }: FastifyRequest): Theme => parseTheme(cookies[themeCookie])

/** Stores the theme in a cookie, and redirects back to the page. */
export const themeRoute: FastifyPluginAsync = async (app) => {
  app.post<{ Body: URLSearchParams }>('/theme', ({ body }, reply) =>
    reply
      .setCookie(themeCookie, parseTheme(body.get('theme')), {
        path: '/',
        httpOnly: true,
        sameSite: 'strict',
        maxAge: yearSeconds,
      })
      .redirect(toLocalPath(body.get('from')), 303),
  )
}
