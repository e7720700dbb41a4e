import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import ts from 'typescript'
import { nodesOf, root } from './source-files.ts'

// `npx tap --snapshot test/project/attacks.test.ts` writes the list instead of comparing it.
const folder = join(root, 'test/security')
const readme = join(folder, 'README.md')

const textOf = (node: ts.Node | undefined) =>
  node !== undefined && ts.isStringLiteralLike(node) ? node.text : '?'

/** The section of the list for one file: its name, the comment at its top, and a line for each attack. */
const partOf = (file: string): string => {
  const text = readFileSync(join(folder, file), 'utf8')
  const tree = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true)
  const comment = /^(?:\/\/ .*\n)+/.exec(text)?.[0].replaceAll('// ', '').replaceAll('\n', ' ')
  const lines = nodesOf(tree).flatMap((node) => {
    if (!ts.isCallExpression(node) || node.expression.getText() !== 'attack') return []
    const [, name, what] = node.arguments
    const [does, holds] =
      what !== undefined && ts.isObjectLiteralExpression(what)
        ? what.properties.map((each) =>
            ts.isPropertyAssignment(each) ? textOf(each.initializer) : '?',
          )
        : []
    return [`- **${textOf(name)}**: an attacker ${does}. What must hold: ${holds}.`]
  })
  return `## \`${file}\`\n\n${comment?.trim()}\n\n${lines.join('\n')}\n`
}

const files = readdirSync(folder).filter((name) => name.endsWith('.test.ts'))
const list = `# Attacks\n\nGenerated from the tests beside this list; a test keeps it equal. Each entry runs on a real server over HTTP, and on both databases.\n\n${files.sort().map(partOf).join('\n')}`
if (process.env['TAP_SNAPSHOT'] === '1') writeFileSync(readme, list)

t.test('test/security/README.md lists every attack', async (t) => {
  t.equal(readFileSync(readme, 'utf8'), list)
  t.notMatch(list, /\*\*\?\*\*|undefined/)
})
