/*
 * The shapes of the service's identifiers and secrets. Each function is pure and takes random bytes; the constant beside
 * it says how many.
 */

const pairs = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

const hex = (bytes: Uint8Array): string => {
  let digits = ''
  for (const byte of bytes) digits += pairs[byte]
  return digits
}

const grouped = (digits: string): string =>
  `${digits.slice(0, 8)}-${digits.slice(8, 12)}-${digits.slice(12, 16)}-${digits.slice(16, 20)}-${digits.slice(20)}`

/** A UUID of version 4: RFC 9562, section 5.4. */
const uuid = (bytes: Uint8Array): string => {
  const digits = hex(bytes.subarray(0, 16))
  const variant = '89ab'.charAt((bytes[8] ?? 0) & 3)
  return grouped(`${digits.slice(0, 12)}4${digits.slice(13, 16)}${variant}${digits.slice(17)}`)
}

export const identityStoreIdBytes = 5
/** `d-` and ten hexadecimal digits. */
export const identityStoreId = (bytes: Uint8Array): string =>
  `d-${hex(bytes.subarray(0, identityStoreIdBytes))}`

const alphanumeric = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

export const tenantIdBytes = 19
/** A UUID with three letters or digits before it: AWS user guide, Microsoft Entra ID; idp-scim-sync issue 75. */
export const tenantId = (bytes: Uint8Array): string => {
  const front = Array.from(bytes.subarray(0, 3), (byte) =>
    alphanumeric.charAt(byte % alphanumeric.length),
  )
  return `${front.join('')}${uuid(bytes.subarray(3, tenantIdBytes))}`
}

export const resourceIdBytes = 16
/**
 * The id of a user or group. `prefixed`: the store's ten digits and a UUID. `bare`: the shape of all published newer ids,
 * `?4?8?4?8-?0?1-70??-…`, which is not a UUID of any version.
 */
export const resourceId = (
  bytes: Uint8Array,
  identityStoreId: string,
  form: 'prefixed' | 'bare',
): string => {
  if (form === 'prefixed') return `${identityStoreId.slice('d-'.length)}-${uuid(bytes)}`
  const [a, b, c, d, , e, , f, ...rest] = hex(bytes.subarray(0, resourceIdBytes))
  return grouped([a, 4, b, 8, c, 4, d, 8, e, 0, f, 1, 7, 0, ...rest.slice(6)].join(''))
}

export const accessTokenBytes = 432
/** A bearer token: base64, 576 characters. AWS's have 500 to 620 characters, and their content is not documented. */
export const accessToken = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes.subarray(0, accessTokenBytes)))

export const tokenIdBytes = 16
/** The id of a token, for operators: the token itself is shown only once. */
export const tokenId = (bytes: Uint8Array): string => uuid(bytes)

const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567' // RFC 4648, section 6

export const accessKeyIdBytes = 16
/** The id of an access key for the Identity Store API: `AKIA` and 16 letters or digits, as IAM's long-term keys have it. */
export const accessKeyId = (bytes: Uint8Array): string =>
  `AKIA${Array.from(bytes.subarray(0, accessKeyIdBytes), (byte) => base32.charAt(byte % 32)).join('')}`

export const requestIdBytes = 16
/** The id of a request. */
export const requestId = (bytes: Uint8Array): string => uuid(bytes)

/** Whether a text has the shape of an identity store's id. */
export const isIdentityStoreId = (text: string): boolean => /^d-[0-9a-f]{10}$/.test(text)

/** Whether a text has the shape of a tenant id: the endpoint pattern of ssosync, 8 to 11 characters at the start. */
export const isTenantId = (text: string): boolean =>
  /^[A-Za-z0-9]{8,11}(-[A-Za-z0-9]{4}){3}-[A-Za-z0-9]{12}$/.test(text)

/** Whether a text has the shape of a user's or group's id: AWS Identity Store API, ResourceId. */
export const isResourceId = (text: string): boolean =>
  /^([0-9a-f]{10}-)?[A-Fa-f0-9]{8}(-[A-Fa-f0-9]{4}){3}-[A-Fa-f0-9]{12}$/.test(text)

/** Whether a text has the shape of an access key's id. */
export const isAccessKeyId = (text: string): boolean => /^AKIA[A-Z2-7]{16}$/.test(text)

/** Whether a text could be an access token: the alphabet and lengths that ssosync accepts. */
export const isAccessToken = (text: string): boolean => /^[0-9a-zA-Z/=+\-\\]{500,620}$/.test(text)
