const isContinuation = (byte: number | undefined): boolean =>
  byte !== undefined && (byte & 0xc0) === 0x80

/** The first `most` bytes of a body, fewer where the cut would split a UTF-8 character: RFC 3629. */
export const truncateBody = (body: Uint8Array, most: number): Uint8Array => {
  if (body.length <= most) return body
  let end = most
  while (end > 0 && most - end < 3 && isContinuation(body[end])) end--
  // A body that is not UTF-8 is cut at `most`.
  return body.slice(0, isContinuation(body[end]) ? most : end)
}
