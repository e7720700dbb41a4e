/** The path part of a request target. */
const pathOf = (target: string): string => {
  const end = target.search(/[?#]/)
  return end === -1 ? target : target.slice(0, end)
}

/** Whether a client has glued a base URL that ends in a slash to a path that starts with one. */
export const hasDoubledSlash = (target: string): boolean => pathOf(target).includes('//')

/** The target with runs of slashes in its path made one; the query stays as it is. */
export const singleSlashes = (target: string): string => {
  if (!target.includes('//')) return target
  const path = pathOf(target)
  return path.replace(/\/{2,}/g, '/') + target.slice(path.length)
}

/** A parsed query with the first value of each parameter. */
export const firstValues = (query: unknown): Readonly<Record<string, string | undefined>> => {
  const values: Record<string, string> = Object.create(null)
  for (const [name, value] of Object.entries(query as Record<string, string | string[]>)) {
    const first = Array.isArray(value) ? value[0] : value
    if (first !== undefined) values[name] = first
  }
  return values
}
