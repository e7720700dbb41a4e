/** The index at which the path of a request target ends. */
const pathEnd = (target: string): number => {
  const end = target.search(/[?#]/)
  return end === -1 ? target.length : end
}

/** The path part of a request target. */
export const pathOf = (target: string): string => target.slice(0, pathEnd(target))

/** Whether the path contains `//`: a client has joined a base URL that ends in a slash and a path that begins with one. */
export const hasDoubledSlash = (target: string): boolean => pathOf(target).includes('//')

/** Replaces each run of slashes in the path of a target by one slash. The query stays as it is. */
export const singleSlashes = (target: string): string => {
  if (!target.includes('//')) return target
  const path = pathOf(target)
  return path.replace(/\/{2,}/g, '/') + target.slice(path.length)
}

/** The query of a request target as it was sent, without the question mark; empty where there is none. */
export const rawQuery = (target: string): string => {
  const mark = target.indexOf('?')
  return mark === -1 ? '' : target.slice(mark + 1).replace(/#.*$/s, '')
}

/** The first value of each query parameter, decoded. An invalid percent-encoding stays as it is: WHATWG URL, section 5.1. */
export const queryValues = (query: string): Readonly<Record<string, string | undefined>> => {
  const values: Record<string, string> = Object.create(null)
  for (const [name, value] of new URLSearchParams(query)) values[name] ??= value
  return values
}
