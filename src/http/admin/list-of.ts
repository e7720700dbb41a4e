/** A list as the private listener gives it, for those so short that there is never a next page. */
export const listOf = <Item>(items: readonly Item[]) => ({ items })
