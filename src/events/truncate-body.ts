const isContinuation = (byte: number | undefined): boolean =>
  byte !== undefined && (byte & 0xc0) === 0x80

/** The first bytes of a body; a cut never goes through a character of UTF-8: RFC 3629. */
export const truncateBody = (body: Uint8Array, most: number): Uint8Array => {
  if (body.length <= most) return body
  let end = most
  while (end > 0 && most - end < 3 && isContinuation(body[end])) end--
  // What is no UTF-8 anyway is cut where it should be.
  return body.slice(0, isContinuation(body[end]) ? most : end)
}
