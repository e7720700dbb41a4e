/** A drop-down list. */
export const Select = ({
  id,
  name,
  value,
  options,
}: {
  readonly id: string
  readonly name: string
  readonly value: string
  readonly options: readonly (readonly [value: string, label: string])[]
}) => (
  <select id={id} name={name}>
    {options.map(([each, label]) => (
      <option key={each} value={each} selected={each === value}>
        {label}
      </option>
    ))}
  </select>
)
