import type { ComponentChild } from 'preact'
import { renderToString } from 'preact-render-to-string'
import type { IdentityStoreView } from '../../administration/administration.ts'
import { assetUrl } from '../assets.ts'
import { Alert } from './parts/alert.tsx'
import { Form } from './parts/form.tsx'
import { FormToken } from './parts/form-token.ts'
import { StoreSwitch } from './parts/store-switch.tsx'
import { ThemeSwitch } from './parts/theme-switch.tsx'
import type { Theme } from './shared/theme.ts'

/** An entry of the navigation. */
export interface NavigationEntry {
  readonly label: string
  readonly href: string
  readonly isCurrent: boolean
}

/** The frame around the content of a page. */
export interface PageFrame {
  readonly title: string
  readonly theme: Theme
  /** The CSRF token of the session. Empty without a session: the page then has no navigation and no store menu. */
  readonly formToken: string
  /** The path of the page. After a form was posted, the path of the page that contains the form. */
  readonly path: string
  readonly stores?: readonly IdentityStoreView[]
  readonly store?: IdentityStoreView
  readonly navigation?: readonly NavigationEntry[]
  readonly scripts?: readonly string[]
  /** The result of a successful action. */
  readonly notice?: string | undefined
  /** Why an action failed. */
  readonly problem?: string | undefined
}

const stylesheets = ['console.css', 'events.css', 'directory.css']
const commonScripts = ['console.js']

const TopBar = (frame: PageFrame) => (
  <header class="bar">
    <a class="brand" href="/">
      <span class="mark" aria-hidden="true" />
      identity-center-scim
    </a>
    {frame.stores && <StoreSwitch stores={frame.stores} current={frame.store} />}
    {frame.formToken !== '' && (
      <div class="bar-end">
        <ThemeSwitch theme={frame.theme} path={frame.path} />
        <Form action="/sign-out">
          <button type="submit" class="quiet">
            Sign out
          </button>
        </Form>
      </div>
    )}
  </header>
)

const Navigation = ({ entries }: { readonly entries: readonly NavigationEntry[] }) => (
  <nav class="sections" aria-label="Pages of the identity store">
    <ul>
      {entries.map(({ label, href, isCurrent }) => (
        <li key={href}>
          <a href={href} aria-current={isCurrent ? 'page' : undefined}>
            {label}
          </a>
        </li>
      ))}
    </ul>
  </nav>
)

/** Renders a whole page as HTML. All text in `content` is escaped. */
export const renderPage = (frame: PageFrame, content: ComponentChild): string => {
  const { title, theme, formToken, path, navigation, notice, problem, scripts = [] } = frame
  const page = (
    <html lang="en" data-theme={theme}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content={theme === 'auto' ? 'light dark' : theme} />
        <title>{`${title} - identity-center-scim`}</title>
        <link rel="icon" href={assetUrl('mark.svg')} type="image/svg+xml" />
        {stylesheets.map((name) => (
          <link key={name} rel="stylesheet" href={assetUrl(name)} />
        ))}
        {[...commonScripts, ...scripts].map((name) => (
          <script key={name} type="module" src={assetUrl(name)} />
        ))}
      </head>
      <body data-path={path}>
        <FormToken.Provider value={formToken}>
          <a class="skip" href="#content">
            Skip to content
          </a>
          <TopBar {...frame} />
          <div class={navigation === undefined ? 'centered' : 'with-navigation'}>
            {navigation && <Navigation entries={navigation} />}
            <main id="content" tabIndex={-1}>
              {notice !== undefined && <Alert kind="good">{notice}</Alert>}
              {problem !== undefined && <Alert kind="bad">{problem}</Alert>}
              {content}
            </main>
          </div>
        </FormToken.Provider>
      </body>
    </html>
  )
  return `<!doctype html>\n${renderToString(page)}\n`
}
