import type { ComponentChildren } from 'preact'
import type { Severity } from './alert.tsx'

/** A word or two about the state of something. */
export const Badge = ({
  kind,
  children,
}: {
  readonly kind: Severity | 'plain'
  readonly children?: ComponentChildren
}) => <span class={`badge ${kind}`}>{children}</span>
