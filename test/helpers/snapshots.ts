import type { Contents } from '../../src/administration/contents.ts'

/** A file of one piece. */
export async function* fileOf(text: string | Uint8Array): AsyncGenerator<Uint8Array> {
  yield typeof text === 'string' ? Buffer.from(text) : text
}

/** The text of a snapshot, which is discarded. */
export const snapshotText = async (
  contents: Pick<Contents, 'snapshot'>,
  identityStoreId: string,
): Promise<string> => {
  const file = await contents.snapshot(identityStoreId)
  const chunks: Uint8Array[] = []
  for await (const chunk of file.read()) chunks.push(chunk)
  await file.discard()
  return Buffer.concat(chunks).toString()
}

/**
 * Without what says when and where it was taken: the first line's time and store, and the checksum that follows from
 * them.
 */
export const withoutOrigin = (snapshot: string): string =>
  snapshot
    .replace(/"time":"[^"]*","identityStoreId":"[^"]*"/, '"time":"","identityStoreId":""')
    .replace(/"sha256":"[^"]*"/, '"sha256":""')

/** A snapshot without its checksum, as after a manual edit. */
export const withoutChecksum = (snapshot: string): string =>
  snapshot.replace(/,"sha256":"[^"]*"/, '')
