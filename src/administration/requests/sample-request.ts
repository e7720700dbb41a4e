/** A SCIM request to explain, sent or hypothetical. */
export interface SampleRequest {
  readonly method: string
  /** The path after `/scim/v2`, unchanged: `/Users/1`, `//Users`, or `Groups` without its slash. */
  readonly path: string
  /** Unchanged, without the question mark. */
  readonly query: string
  readonly userAgent?: string
  readonly body: Uint8Array
  /** A title, to tell several requests apart. */
  readonly title: string
}

/** The requests of a text, or the reason why it has none. */
export type RequestReading =
  | { readonly requests: readonly SampleRequest[] }
  | { readonly fault: string }
