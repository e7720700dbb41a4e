import type { ComponentChildren } from 'preact'

/** A section of a page with its own heading. */
export const Card = ({
  title,
  aside,
  id,
  children,
}: {
  readonly title: string
  /** Content beside the heading. */
  readonly aside?: ComponentChildren
  readonly id?: string
  readonly children?: ComponentChildren
}) => (
  <section class="card" id={id}>
    <div class="card-head">
      <h2>{title}</h2>
      {aside !== undefined && <div class="card-aside">{aside}</div>}
    </div>
    {children}
  </section>
)
