/** Names under which secrets travel in a query, where they have no business: RFC 6750, section 2.3, and its like. */
const secretParameter = /(^|&)([^=&]*(?:token|secret|password|authorization)[^=&]*)=[^&]*/gi

/** A query without the values of parameters that hold secrets by their name. */
export const redactQuery = (query: string): string => query.replace(secretParameter, '$1$2=***')
