/** Wraps items as a list without further pages, for lists that are always short. */
export const toList = <Item>(items: readonly Item[]) => ({ items })
