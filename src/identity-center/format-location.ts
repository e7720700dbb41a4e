import type { Location } from '../scim/resource.ts'

const namesOf = (location: Location): readonly string[] =>
  location.filter((key) => typeof key === 'string')

/** A location as SCIM writes attributes: `emails.value`, `urn:…:User:manager.value`. RFC 7644, section 3.10. */
export const formatScimPath = (location: Location): string => {
  const [first = '', ...others] = namesOf(location)
  if (others.length === 0) return first
  return `${first}${first.startsWith('urn:') ? ':' : '.'}${others.join('.')}`
}

/** A location as the service's validation texts write it, with a full stop also after a URN. */
export const formatConstraintPath = (location: Location): string => namesOf(location).join('.')
