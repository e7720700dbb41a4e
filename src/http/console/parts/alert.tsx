import type { ComponentChildren } from 'preact'

/** How serious a message is. */
export type Severity = 'good' | 'note' | 'warning' | 'bad'

const labels: Readonly<Record<Severity, string>> = {
  good: 'Done',
  note: 'Note',
  warning: 'Warning',
  bad: 'Error',
}

/** A message at the top of a page or part. */
export const Alert = ({
  kind,
  children,
}: {
  readonly kind: Severity
  readonly children?: ComponentChildren
}) => (
  <div class={`alert ${kind}`} role={kind === 'bad' ? 'alert' : 'status'}>
    <strong>{labels[kind]}</strong>
    <div>{children}</div>
  </div>
)
