import type { ComponentChildren } from 'preact'

/** How something is to be taken. */
export type Mood = 'good' | 'note' | 'warning' | 'bad'

const words: Readonly<Record<Mood, string>> = {
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
  readonly kind: Mood
  readonly children?: ComponentChildren
}) => (
  <div class={`alert ${kind}`} role={kind === 'bad' ? 'alert' : 'status'}>
    <strong>{words[kind]}</strong>
    <div>{children}</div>
  </div>
)
