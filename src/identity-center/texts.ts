/** What the service says of every 400 for which no other text is known; until December 2024 of all of them. */
export const genericText = 'Request is unparsable, syntactically incorrect, or violates schema.'

/** What the service says of every conflict, whatever is in use: AWS user guide, troubleshooting. */
export const duplicateText = 'Refused to create a new, duplicate resource.'

/** No answer of these kinds has been published; the words are ours. */
export const unauthorizedText = 'Unauthorized'
export const forbiddenText = 'Forbidden'
export const rateText = 'Rate exceeded'
export const internalText = 'Internal server error'
