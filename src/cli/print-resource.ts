import type { Flags } from './administer.ts'
import { jsonLine } from './print.ts'
import type { Terminal } from './terminal.ts'

/** Prints what was made or changed, and why that may not last. */
export const printResource = <View extends { readonly warning: string | null }>(
  terminal: Terminal,
  { json }: Flags,
  view: View,
  text: (view: View) => string,
): void => {
  if (view.warning !== null) terminal.error(`${view.warning}\n`)
  terminal.out(json ? jsonLine(view) : text(view))
}
