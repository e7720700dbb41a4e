import type { ComponentChild } from 'preact'
import type { Administration, IdentityStoreView } from '../../../administration/administration.ts'
import type { Actor } from '../../../administration/directory/directory.ts'
import type { StoreCounts } from '../../../administration/stores/store-counts.ts'
import type { EpochDate, Finding } from '../../../identity-center/rule.ts'

/** One request of a signed-in operator for a page or an action. */
export interface Visit {
  readonly administration: Administration
  readonly counts: (identityStoreId: string) => Promise<StoreCounts>
  readonly now: Date
  /** The epoch of stores that do not set their own. */
  readonly asOf: EpochDate
  /** The URL of this listener, as the browser uses it. */
  readonly origin: string
  /** The parameters of the path, such as `:userId`. */
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  /** The submitted form; empty for a GET request. */
  readonly form: URLSearchParams
  /** Why the submitted form was refused. */
  readonly findings: readonly Finding[]
  /** The operator's client. Events of manual changes name it. */
  readonly actor: Actor
}

/** A visit to a page about one identity store. */
export interface StoreVisit extends Visit {
  readonly store: IdentityStoreView
  /** The path above the pages of this store: `/stores/d-…`. */
  readonly base: string
}

/** What follows an action: a redirect to another page with a notice, or content that is shown once. */
export type Outcome =
  | { readonly goTo: string; readonly notice?: string }
  | { readonly show: ComponentChild }

/**
 * Performs an action. If it throws an AdministrationError, the page is shown again with its message and the submitted
 * form.
 */
export type Action<V extends Visit> = (visit: V) => Promise<Outcome>

/**
 * A page of the console and its actions. Action `x` is posted to `<path>/x`. To add a page, add it to the list in
 * `pages.ts`.
 */
export interface Page<V extends Visit> {
  /** The path, below `/stores/<id>` for a page about a store. It may have parameters. */
  readonly path: string
  readonly title: string
  /** The label in the navigation. A page without a label is reached from other pages. */
  readonly label?: string
  /** The path of the navigation entry to highlight. Default: the page's own path. */
  readonly section?: string
  readonly show: (visit: V) => Promise<ComponentChild>
  readonly actions?: Readonly<Record<string, Action<V>>>
  /**
   * Notices after actions, by name. The URL contains only the name, so that a link cannot make a page show other text.
   */
  readonly notices?: Readonly<Record<string, string>>
  /** Scripts of `assets/` that only this page needs. */
  readonly scripts?: readonly string[]
}

/** Reads a field of the submitted form, trimmed; empty if it is missing. */
export const field = ({ form }: Pick<Visit, 'form'>, name: string): string =>
  (form.get(name) ?? '').trim()
