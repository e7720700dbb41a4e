/** The examples at the end of a command's help. Each line is what follows the program's name. */
export const examples = (...lines: readonly string[]): string =>
  ['', 'Examples:', ...lines.map((line) => `  identity-center-scim ${line}`.trimEnd())].join('\n')
