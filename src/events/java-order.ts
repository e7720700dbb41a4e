/*
 * AWS's published events have the keys of inner objects in the iteration order of a Java HashMap: AWS user guide, logging
 * SCIM calls with CloudTrail, examples.
 */

const tableSizeMin = 16
const loadFactor = 0.75

/** java.lang.String.hashCode, its upper half mixed into the lower one as java.util.HashMap does. */
const hashOf = (key: string): number => {
  let hash = 0
  for (let at = 0; at < key.length; at++) hash = (Math.imul(31, hash) + key.charCodeAt(at)) | 0
  return hash ^ (hash >>> 16)
}

const tableSize = (count: number): number => {
  let size = tableSizeMin
  while (count > size * loadFactor) size *= 2
  return size
}

/** Sorts entries as a Java HashMap iterates over them; those of one bucket keep their order. */
export const sortLikeHashMap = <Value>(
  entries: readonly (readonly [string, Value])[],
): readonly (readonly [string, Value])[] => {
  const mask = tableSize(entries.length) - 1
  const bucketOf = ([key]: readonly [string, Value]) => hashOf(key) & mask
  return entries.toSorted((one, other) => bucketOf(one) - bucketOf(other))
}
