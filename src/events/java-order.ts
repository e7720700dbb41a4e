/*
 * The objects inside AWS's published events are printed from Java hash maps: every sample has its keys in the order in
 * which such a map yields them. AWS user guide, logging SCIM calls with CloudTrail, examples.
 */

const smallestTable = 16
const loadFactor = 0.75

/** java.lang.String.hashCode, with its upper half mixed in as java.util.HashMap does. */
const hashOf = (key: string): number => {
  let hash = 0
  for (let at = 0; at < key.length; at++) hash = (Math.imul(31, hash) + key.charCodeAt(at)) | 0
  return hash ^ (hash >>> 16)
}

const tableSize = (count: number): number => {
  let size = smallestTable
  while (count > size * loadFactor) size *= 2
  return size
}

/** The entries in the order of a Java hash map; those of one bucket stay in the order in which they came. */
export const inJavaOrder = <Value>(
  entries: readonly (readonly [string, Value])[],
): readonly (readonly [string, Value])[] => {
  const mask = tableSize(entries.length) - 1
  const bucketOf = ([key]: readonly [string, Value]) => hashOf(key) & mask
  return entries.toSorted((one, other) => bucketOf(one) - bucketOf(other))
}
