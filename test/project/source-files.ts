import { readdirSync, readFileSync } from 'node:fs'
import { posix, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'

/** The top of the checkout. */
export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[/\\]$/, '')

/** What one import or export line takes in. */
export interface Import {
  /** A package, `node:…`, or a path below src/. */
  readonly from: string
  /** Whether nothing of it is left when the program runs. */
  readonly typeOnly: boolean
}

export interface SourceFile {
  /** Path below src/, with slashes. */
  readonly path: string
  readonly text: string
  readonly lines: number
  readonly tree: ts.SourceFile
  readonly imports: readonly Import[]
}

const isTypeOnly = (node: ts.ImportDeclaration | ts.ExportDeclaration) =>
  ts.isExportDeclaration(node)
    ? node.isTypeOnly
    : node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword

const moduleNamed = (node: ts.Node): { name: string; typeOnly: boolean } | undefined => {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) {
    const { moduleSpecifier: module } = node
    if (module === undefined || !ts.isStringLiteral(module)) return undefined
    return { name: module.text, typeOnly: isTypeOnly(node) }
  }
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
    const [module] = node.arguments
    const name = module !== undefined && ts.isStringLiteralLike(module) ? module.text : '(computed)'
    return { name, typeOnly: false }
  }
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
    const { literal } = node.argument
    return ts.isStringLiteral(literal) ? { name: literal.text, typeOnly: true } : undefined
  }
  return undefined
}

/** Every node of a tree, outermost first. */
export const nodesOf = (tree: ts.Node): ts.Node[] => {
  const nodes: ts.Node[] = []
  const visit = (node: ts.Node) => {
    nodes.push(node)
    ts.forEachChild(node, visit)
  }
  visit(tree)
  return nodes
}

/** Reads a source text as the architecture sees it. */
export const sourceFile = (path: string, text: string): SourceFile => {
  const tree = ts.createSourceFile(path, text, ts.ScriptTarget.ES2023, true)
  const imports = nodesOf(tree).flatMap((node): Import[] => {
    const module = moduleNamed(node)
    if (module === undefined) return []
    const { name, typeOnly } = module
    const isRelative = name.startsWith('.')
    return [{ from: isRelative ? posix.join(posix.dirname(path), name) : name, typeOnly }]
  })
  return { path, text, lines: text.trimEnd().split('\n').length, tree, imports }
}

/** All files below src/. */
export const sourceFiles = (): SourceFile[] =>
  readdirSync(`${root}/src`, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) =>
      relative(`${root}/src`, `${entry.parentPath}/${entry.name}`).split(sep).join('/'),
    )
    .sort()
    .map((path) => sourceFile(path, readFileSync(`${root}/src/${path}`, 'utf8')))
