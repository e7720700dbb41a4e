/* Figures of the service that rules name and other modules enforce. Those with dates are in behaviors.ts. */

/** ServiceProviderConfig, `bulk.maxPayloadSize`: the only size that the service publishes. */
export const bodyBytesMax = 1_048_576

/** Of the request line and the headers together: the default of Node, since the service publishes none. */
export const headerBytesMax = 16_384

/** For the headers of a request, and for the whole of it: our decision. */
export const headersTimeoutMs = 20_000
export const requestTimeoutMs = 60_000

/** Members that CreateGroup may name: AWS developer guide, CreateGroup. */
export const createGroupMembersMax = 100

/** Members that one PATCH may add and remove: AWS developer guide, PatchGroup. */
export const patchMembersMax = 100

/** In code points: AWS Identity Store API, SensitiveStringType. */
export const textLengthMax = 1_024

/** Calls of one operation of the Identity Store API in a second: AWS user guide, quotas. */
export const apiCallsPerSecondMax = 20

/** How far the time of a signature may be from the clock of the server. */
export const signatureAgeMinutesMax = 5

/** A figure as sentences write it: `1,048,576`. */
export const figure = (value: number): string => value.toLocaleString('en-US')
