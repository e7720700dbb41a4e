/** A hostile body could cause hundreds of thousands. */
const perKindMax = 100

/** Keeps the first 100 items of each kind. */
export const capPerKind = <Item extends { readonly kind: string }>(
  all: readonly Item[],
): readonly Item[] => {
  if (all.length <= perKindMax) return all
  const counts = new Map<string, number>()
  return all.filter(({ kind }) => {
    const count = (counts.get(kind) ?? 0) + 1
    counts.set(kind, count)
    return count <= perKindMax
  })
}
