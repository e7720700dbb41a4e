/** A search for users or groups. The URL contains the search text. */
export const SearchForm = ({
  path,
  label,
  name = 'query',
  value,
  hidden = {},
}: {
  readonly path: string
  readonly label: string
  readonly name?: string
  readonly value: string
  readonly hidden?: Readonly<Record<string, string>>
}) => (
  <search aria-label={label}>
    <form method="get" action={path} class="search">
      {Object.entries(hidden).map(([each, hiddenValue]) => (
        <input key={each} type="hidden" name={each} value={hiddenValue} />
      ))}
      <label for={`search-${name}`}>{label}</label>
      <div class="row">
        <input
          id={`search-${name}`}
          name={name}
          type="search"
          value={value}
          autocomplete="off"
          spellcheck={false}
        />
        <button type="submit">Search</button>
        {value !== '' && <a href={path}>Clear search</a>}
      </div>
    </form>
  </search>
)
