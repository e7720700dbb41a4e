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

/** What stands around what a page shows. */
export interface Surroundings {
  readonly title: string
  readonly theme: Theme
  /** Of the session; empty for whoever is not signed in, who sees neither navigation nor stores. */
  readonly formToken: string
  /** The address of the page, as it is looked at. */
  readonly path: string
  readonly stores?: readonly IdentityStoreView[]
  readonly store?: IdentityStoreView
  readonly navigation?: readonly NavigationEntry[]
  readonly scripts?: readonly string[]
  /** What was done. */
  readonly notice?: string | undefined
  /** Why something was not done. */
  readonly problem?: string | undefined
}

const sheets = ['console.css', 'events.css', 'directory.css']
const commonScripts = ['console.js']

const Bar = (around: Surroundings) => (
  <header class="bar">
    <a class="brand" href="/">
      <span class="mark" aria-hidden="true" />
      identity-center-scim
    </a>
    {around.stores && <StoreSwitch stores={around.stores} current={around.store} />}
    {around.formToken !== '' && (
      <div class="bar-end">
        <ThemeSwitch theme={around.theme} path={around.path} />
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
  <nav class="sections" aria-label="Sections">
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

/** A whole page as HTML. Whatever stands in `content` as text is escaped. */
export const renderPage = (around: Surroundings, content: ComponentChild): string => {
  const { title, theme, formToken, path, navigation, notice, problem, scripts = [] } = around
  const page = (
    <html lang="en" data-theme={theme}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content={theme === 'auto' ? 'light dark' : theme} />
        <title>{`${title} - identity-center-scim`}</title>
        <link rel="icon" href={assetUrl('mark.svg')} type="image/svg+xml" />
        {sheets.map((name) => (
          <link key={name} rel="stylesheet" href={assetUrl(name)} />
        ))}
        {[...commonScripts, ...scripts].map((name) => (
          <script key={name} type="module" src={assetUrl(name)} />
        ))}
      </head>
      <body data-path={path}>
        <FormToken.Provider value={formToken}>
          <a class="skip" href="#content">
            Skip to the content
          </a>
          <Bar {...around} />
          <div class={navigation === undefined ? 'alone' : 'beside'}>
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
