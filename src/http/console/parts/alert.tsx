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
  label = labels[kind],
  children,
}: {
  readonly kind: Severity
  readonly label?: string
  readonly children?: ComponentChildren
}) => (
  <div class={`alert ${kind}`} role={kind === 'bad' ? 'alert' : 'status'}>
    <strong>{label}</strong>
    <div>{children}</div>
  </div>
)
