/** A SCIM request that somebody asks about; it need never have been sent. */
export interface SampleRequest {
  readonly method: string
  /** What follows `/scim/v2`, as it was written: `/Users/1`; `//Users`; `Groups`, where a slash was lost. */
  readonly path: string
  /** As it was written, without the question mark. */
  readonly query: string
  readonly userAgent?: string
  readonly body: Uint8Array
  /** What to call it where there are several. */
  readonly title: string
}

/** What was found in a text: requests, or in one sentence why there are none. */
export type RequestReading =
  | { readonly requests: readonly SampleRequest[] }
  | { readonly fault: string }
