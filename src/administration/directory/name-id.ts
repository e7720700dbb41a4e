import { codePointText, readableText } from '../../identity-center/code-points.ts'
import { isEmailShaped } from '../../identity-center/email-shape.ts'
import type { Store, StoredResource } from '../../store/store.ts'
import type { NameIdCheck, UserSummary } from './directory.ts'
import { userSummary } from './views.ts'

/** UTF-16 units of a name in a sentence. */
const shownLengthMax = 128

/** Quotes a name for a sentence; invisible characters are spelled out. */
const quote = (text: string): string => `“${readableText(text.slice(0, shownLengthMax))}”`

const notFound = (reason: string, user: UserSummary | null = null): NameIdCheck => ({
  found: false,
  reason,
  user,
})

/** How a nameID differs from a user name that the store considers equal. */
const describeDifference = (nameId: string, userName: string): string =>
  nameId.normalize('NFC') === userName.normalize('NFC')
    ? `accents are encoded differently, composed in one and with a combining mark in the other (${codePointText(findMarks(nameId, userName))})`
    : 'upper and lower case differ'

/** The combining marks in the longer one of two texts that are equal when composed. */
const findMarks = (one: string, other: string) => {
  const marked = one.length > other.length ? one : other
  return Array.from(marked).flatMap((character, position) =>
    /\p{M}/u.test(character) ? [{ codePoint: character.codePointAt(0) ?? 0, position }] : [],
  )
}

/** The user that has the nameID in another attribute than its user name. */
const findByOtherAttribute = async (
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
  if (email !== undefined) return { as: 'the email address', holder: email.holder }
  const externalId = taken.find(({ key }) => key === 'externalId')
  if (externalId !== undefined) return { as: 'the external id', holder: externalId.holder }
  const byId = await users.find(store, nameId)
  return byId && { as: 'the id', holder: byId }
}

const userNameOf = ({ resource }: StoredResource): string => {
  const { userName }: { userName?: unknown } = Object(JSON.parse(resource))
  return typeof userName === 'string' ? userName : ''
}

const findByUserName = async ({ users }: Store, store: string, name: string) => {
  const page = { after: 0, limit: 1 }
  return (await users.list(store, { by: 'userName', value: name }, page))[0]
}

/** Checks a user whose user name the store considers equal to the nameID. */
const checkUserName = (nameId: string, stored: StoredResource): NameIdCheck => {
  const user = userSummary(stored)
  const { userName, enabled } = user
  if (userName !== nameId) {
    return notFound(
      `The nameID ${quote(nameId)} is not exactly the user name ${quote(userName)}: ${describeDifference(nameId, userName)}. Have the identity provider send the user name exactly as it is stored here, or provision the user name as it is sent.`,
      user,
    )
  }
  if (!isEmailShaped(nameId)) {
    return notFound(
      `${quote(nameId)} is a user name, but a nameID must have the form of an email address, so a sign-in with it fails. Use email addresses as user names, and send them as the nameID.`,
      user,
    )
  }
  if (!enabled) {
    return notFound(
      `${quote(nameId)} is the user name of a disabled user, so a sign-in with it fails. Enable the user.`,
      user,
    )
  }
  return { found: true, reason: `${quote(nameId)} is the user name of an enabled user.`, user }
}

/**
 * Whether a user could sign in with this SAML nameID. It must have the form of an email address, and equal a user name
 * exactly: AWS user guide, troubleshooting.
 */
export const checkNameId = async (
  { store: rows }: { readonly store: Store },
  store: string,
  nameId: string,
): Promise<NameIdCheck> => {
  if (nameId === '') {
    return notFound(
      'The nameID is empty. Have the identity provider send the user name as the nameID.',
    )
  }
  const named = await findByUserName(rows, store, nameId)
  if (named !== undefined) return checkUserName(nameId, named)

  const trimmed = nameId.trim()
  const spaced = trimmed === nameId ? undefined : await findByUserName(rows, store, trimmed)
  if (spaced !== undefined) {
    return notFound(
      `The nameID ${quote(nameId)} begins or ends with white space; the user name ${quote(userNameOf(spaced))} does not. Remove the white space in the identity provider's mapping.`,
      userSummary(spaced),
    )
  }
  const other = await findByOtherAttribute(rows, store, nameId)
  if (other !== undefined) {
    const { as, holder } = other
    return notFound(
      `${quote(nameId)} is ${as} of a user whose user name is ${quote(userNameOf(holder))}. The nameID must be the user name. Map the same attribute to both.`,
      userSummary(holder),
    )
  }
  if (!isEmailShaped(nameId)) {
    return notFound(
      `The nameID ${quote(nameId)} does not have the form of an email address, and no user has it as its user name. Set the format of the nameID to email address in the identity provider.`,
    )
  }
  return notFound(
    `There is no user with the user name ${quote(nameId)}. Provision the user first, with exactly this user name.`,
  )
}
