// Prints the test files that ask for a database: those that import database-server.ts, directly or by way of others.
// The rest would find out nothing more on PostgreSQL: node test/with-postgresql.mjs npx tap $(node test/database-tests.mjs)
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'

const root = fileURLToPath(new URL('..', import.meta.url))
const wanted = join(root, 'test/helpers/database-server.ts') // alone reads TEST_DATABASE_URL; a test sees to that

/** The path that an import line leads to; none for packages, and for lines that are gone when the file runs. */
const target = (file, node) => {
  const isLine = ts.isImportDeclaration(node) || ts.isExportDeclaration(node)
  const isCall = ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword
  const name = isLine ? node.moduleSpecifier : isCall ? node.arguments[0] : undefined
  if (name === undefined || !ts.isStringLiteralLike(name) || !name.text.startsWith('.')) return []
  if (node.isTypeOnly || node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword) return []
  return [join(dirname(file), name.text)]
}

/** The files of ours that a file runs. */
const importsOf = (file) => {
  const tree = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest)
  const found = []
  const visit = (node) => {
    found.push(...target(file, node))
    ts.forEachChild(node, visit)
  }
  visit(tree)
  return found
}

/** Pages in a browser, and what is done to HTTP, are no matter of the database. */
const elsewhere = ['browser/', 'http/hostile/']
const isTest = (name) =>
  name.endsWith('.test.ts') && !elsewhere.some((folder) => name.startsWith(folder))
const files = readdirSync(join(root, 'test'), { recursive: true })
  .filter((name) => /\.tsx?$/.test(name))
  .map((name) => join(root, 'test', name))

/** Who imports whom, the wrong way round. Files of src/ import no tests. */
const importers = new Map()
for (const file of files) {
  for (const imported of importsOf(file)) {
    importers.set(imported, [...(importers.get(imported) ?? []), file])
  }
}

const reached = new Set([wanted])
for (const file of reached) for (const importer of importers.get(file) ?? []) reached.add(importer)

const tests = [...reached]
  .map((file) => relative(join(root, 'test'), file))
  .filter(isTest)
  .map((name) => `test/${name}`)
console.log(tests.sort().join('\n'))
