/** One of some values. */
export const Select = ({
  id,
  name,
  value,
  options,
}: {
  readonly id: string
  readonly name: string
  readonly value: string
  readonly options: readonly (readonly [value: string, words: string])[]
}) => (
  <select id={id} name={name}>
    {options.map(([each, words]) => (
      <option key={each} value={each} selected={each === value}>
        {words}
      </option>
    ))}
  </select>
)
