/** The service's text for every 400 without a known text of its own; until December 2024 for every 400. */
export const genericText = 'Request is unparsable, syntactically incorrect, or violates schema.'

/** The service's text for every conflict: AWS user guide, troubleshooting. */
export const duplicateText = 'Refused to create a new, duplicate resource.'

/** The service's texts for these are not published; the words are ours. */
export const unauthorizedText = 'Unauthorized'
export const forbiddenText = 'Forbidden'
export const rateText = 'Rate exceeded'
export const internalText = 'Internal server error'
