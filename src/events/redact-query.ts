/** Names under which secrets travel in a query, where they have no business: RFC 6750, section 2.3, and its like. */
const secretName = /token|secret|password|authorization/i

const redactParameter = (parameter: string): string => {
  const end = parameter.indexOf('=')
  const isSecret = end !== -1 && secretName.test(parameter.slice(0, end))
  return isSecret ? `${parameter.slice(0, end)}=***` : parameter
}

/** A query without the values of parameters that hold secrets by their name. */
export const redactQuery = (query: string): string =>
  query.split('&').map(redactParameter).join('&')
