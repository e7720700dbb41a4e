import type { Flags } from './administer.ts'
import { jsonLine } from './print.ts'
import type { Terminal } from './terminal.ts'

/** Prints a user or group. Its warning, that the identity provider may overwrite the change, goes to standard error. */
export const printResource = <View extends { readonly warning: string | null }>(
  terminal: Terminal,
  { json }: Flags,
  view: View,
  text: (view: View) => string,
): void => {
  if (view.warning !== null) terminal.error(`${view.warning}\n`)
  terminal.out(json ? jsonLine(view) : text(view))
}
