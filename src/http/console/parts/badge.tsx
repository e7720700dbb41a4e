import type { ComponentChildren } from 'preact'
import type { Severity } from './alert.tsx'

/** A short status label. */
export const Badge = ({
  kind,
  children,
}: {
  readonly kind: Severity | 'plain'
  readonly children?: ComponentChildren
}) => <span class={`badge ${kind}`}>{children}</span>
