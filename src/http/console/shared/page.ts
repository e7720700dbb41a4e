import type { ComponentChild } from 'preact'
import type { Administration, IdentityStoreView } from '../../../administration/administration.ts'
import type { Actor } from '../../../administration/directory/directory.ts'
import type { StoreCounts } from '../../../administration/stores/store-counts.ts'
import type { EpochDate, Finding } from '../../../identity-center/rule.ts'

/** Somebody who is signed in asks for a page, or has it do something. */
export interface Visit {
  readonly administration: Administration
  readonly counts: (identityStoreId: string) => Promise<StoreCounts>
  readonly now: Date
  /** The epoch of stores that name none. */
  readonly asOf: EpochDate
  /** Where this listener is, as the browser calls it. */
  readonly origin: string
  /** The open parts of the path: `:userId`. */
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  /** What was filled in; empty where a page is only looked at. */
  readonly form: URLSearchParams
  /** Which rules what was filled in breaks, so that it was not done. */
  readonly findings: readonly Finding[]
  /** Whoever looks; what is done by hand is put down to them. */
  readonly actor: Actor
}

/** The same for a page about one identity store. */
export interface StoreVisit extends Visit {
  readonly store: IdentityStoreView
  /** Where the pages of this store begin: `/stores/d-…`. */
  readonly base: string
}

/** What comes after something was done: another page, with a notice; or what is shown this once. */
export type Outcome =
  | { readonly goTo: string; readonly notice?: string }
  | { readonly show: ComponentChild }

/** Does what a form asks for. An AdministrationError shows the page again, with its sentence and what was filled in. */
export type Action<V extends Visit> = (visit: V) => Promise<Outcome>

/**
 * A page of the console, and what can be done on it: action `x` is posted to `<path>/x`. A page is added by adding it
 * to the list in `pages.ts`.
 */
export interface Page<V extends Visit> {
  /** Below `/stores/<id>` for a page about a store; may have open parts. */
  readonly path: string
  readonly title: string
  /** What stands in the navigation; a page without it is reached from others. */
  readonly label?: string
  /** Whose entry in the navigation is marked; its own without it. */
  readonly section?: string
  readonly show: (visit: V) => Promise<ComponentChild>
  readonly actions?: Readonly<Record<string, Action<V>>>
  /** What can be said after something was done, by name: only the name stands in an address. */
  readonly notices?: Readonly<Record<string, string>>
  /** Files of `assets/` that this page needs beside those of all pages. */
  readonly scripts?: readonly string[]
}

/** What a form has in a field, without spaces around it; empty where it has none. */
export const field = ({ form }: Pick<Visit, 'form'>, name: string): string =>
  (form.get(name) ?? '').trim()
