import { codePointText, readableText } from '../../identity-center/code-points.ts'
import { isEmailShaped } from '../../identity-center/email-shape.ts'
import type { Store, StoredResource } from '../../store/store.ts'
import type { NameIdAnswer, UserSummary } from './directory.ts'
import { userSummary } from './views.ts'

const shownLengthMax = 128

/** A name for a sentence: what cannot be seen is spelled out. */
const quoted = (text: string): string => `“${readableText(text.slice(0, shownLengthMax))}”`

const no = (reason: string, user: UserSummary | null = null): NameIdAnswer => ({
  found: false,
  reason,
  user,
})

/** How a nameID differs from a user name that is the same without regard to case. */
const difference = (nameId: string, userName: string): string =>
  nameId.normalize('NFC') === userName.normalize('NFC')
    ? `accents are written otherwise: composed in one, with a combining mark in the other (${codePointText(marksIn(nameId, userName))})`
    : 'upper and lower case differ'

/** The combining marks that one of the two has and the other has not. */
const marksIn = (one: string, other: string) => {
  const marked = one.length > other.length ? one : other
  return Array.from(marked).flatMap((character, position) =>
    /\p{M}/u.test(character) ? [{ codePoint: character.codePointAt(0) ?? 0, position }] : [],
  )
}

/** Somebody who has the nameID as something else than a user name. */
const mistaken = async (
  { users }: Store,
  store: string,
  nameId: string,
): Promise<{ readonly as: string; readonly holder: StoredResource } | undefined> => {
  const taken = await users.findTaken(store, {
    userName: nameId,
    email: nameId,
    externalId: nameId,
  })
  const email = taken.find(({ key }) => key === 'email')
  if (email !== undefined) return { as: 'the e-mail address', holder: email.holder }
  const externalId = taken.find(({ key }) => key === 'externalId')
  if (externalId !== undefined) return { as: 'the external id', holder: externalId.holder }
  const byId = await users.find(store, nameId)
  return byId && { as: 'the id', holder: byId }
}

const namesOf = ({ resource }: StoredResource): string => {
  const { userName }: { userName?: unknown } = Object(JSON.parse(resource))
  return typeof userName === 'string' ? userName : ''
}

const byName = async ({ users }: Store, store: string, name: string) => {
  const page = { after: 0, limit: 1 }
  return (await users.list(store, { by: 'userName', value: name }, page))[0]
}

/** Somebody is found whose user name is the nameID, at least without regard to case. */
const answerFor = (nameId: string, stored: StoredResource): NameIdAnswer => {
  const user = userSummary(stored)
  const { userName, enabled } = user
  if (userName !== nameId) {
    return no(
      `The nameID ${quoted(nameId)} is not exactly the user name ${quoted(userName)}: ${difference(nameId, userName)}. Have the identity provider send the user name as it stands here, or provision the user name as it is sent.`,
      user,
    )
  }
  if (!isEmailShaped(nameId)) {
    return no(
      `${quoted(nameId)} is the user name of a user, but a nameID has to be shaped like an e-mail address, so a sign-in with it fails. Give users names with an @, and send those as the nameID.`,
      user,
    )
  }
  if (!enabled) {
    return no(
      `${quoted(nameId)} is the user name of a user that is disabled, so a sign-in with it fails. Enable the user.`,
      user,
    )
  }
  return { found: true, reason: `${quoted(nameId)} is the user name of an enabled user.`, user }
}

/**
 * Whether a SAML assertion with this nameID would let somebody in: it has to be shaped like an e-mail address, and to
 * equal a user name exactly. AWS user guide, troubleshooting.
 */
export const askNameId = async (
  { store: rows }: { readonly store: Store },
  store: string,
  nameId: string,
): Promise<NameIdAnswer> => {
  if (nameId === '') {
    return no('The nameID is empty. Have the identity provider send the user name as the nameID.')
  }
  const named = await byName(rows, store, nameId)
  if (named !== undefined) return answerFor(nameId, named)

  const trimmed = nameId.trim()
  const spaced = trimmed === nameId ? undefined : await byName(rows, store, trimmed)
  if (spaced !== undefined) {
    return no(
      `The nameID ${quoted(nameId)} has white space around it, and the user name ${quoted(namesOf(spaced))} has none. Take it out in the identity provider's mapping.`,
      userSummary(spaced),
    )
  }
  const other = await mistaken(rows, store, nameId)
  if (other !== undefined) {
    const { as, holder } = other
    return no(
      `${quoted(nameId)} is ${as} of a user whose user name is ${quoted(namesOf(holder))}; the nameID has to be the user name. Map the same attribute to both.`,
      userSummary(holder),
    )
  }
  if (!isEmailShaped(nameId)) {
    return no(
      `The nameID ${quoted(nameId)} is not shaped like an e-mail address, and nobody has it as a user name. Set the format of the nameID to e-mail address in the identity provider.`,
    )
  }
  return no(
    `Nobody has the user name ${quoted(nameId)}. Provision the user first, with just this user name.`,
  )
}
