/** More oddities of a kind say nothing new, and would make a hostile message dear. */
const perKindMax = 100

/** Of what was found odd in a message: the first hundred of each kind. */
export const capPerKind = <Odd extends { readonly kind: string }>(
  all: readonly Odd[],
): readonly Odd[] => {
  if (all.length <= perKindMax) return all
  const counts = new Map<string, number>()
  return all.filter(({ kind }) => {
    const count = (counts.get(kind) ?? 0) + 1
    counts.set(kind, count)
    return count <= perKindMax
  })
}
