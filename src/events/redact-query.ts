/** Names of parameters with secrets, which do not belong in a query: RFC 6750, section 2.3, and others. */
const secretName = /token|secret|password|authorization/i

const redactParameter = (parameter: string): string => {
  const end = parameter.indexOf('=')
  const isSecret = end !== -1 && secretName.test(parameter.slice(0, end))
  return isSecret ? `${parameter.slice(0, end)}=***` : parameter
}

/** Replaces the values of parameters that have the name of a secret by `***`. */
export const redactQuery = (query: string): string =>
  query.split('&').map(redactParameter).join('&')
