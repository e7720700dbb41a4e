import type { ComponentChildren } from 'preact'

/** How something is to be taken. */
export type Severity = 'good' | 'note' | 'warning' | 'bad'

const words: Readonly<Record<Severity, string>> = {
  good: 'Done',
  note: 'Note',
  warning: 'Attention',
  bad: 'Problem',
}

/** Something that is said above everything else. */
export const Alert = ({
  kind,
  children,
}: {
  readonly kind: Severity
  readonly children?: ComponentChildren
}) => (
  <div class={`alert ${kind}`} role={kind === 'bad' ? 'alert' : 'status'}>
    <strong>{words[kind]}</strong>
    <div>{children}</div>
  </div>
)
