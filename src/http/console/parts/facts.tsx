import type { ComponentChildren } from 'preact'

/** Names and values, one beside the other. */
export const Facts = ({
  items,
}: {
  readonly items: readonly (readonly [name: string, value: ComponentChildren])[]
}) => (
  <dl class="facts">
    {items.map(([name, value]) => (
      <div key={name}>
        <dt>{name}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
)
