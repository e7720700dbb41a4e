import { posix } from 'node:path'
import { moduleOf } from './import-table.ts'
import type { SourceFile } from './source-files.ts'

type Graph = ReadonlyMap<string, ReadonlySet<string>>

/**
 * The circles of a graph: its strongly connected components of more than one node, each sorted (Tarjan's algorithm).
 */
const circlesOf = (graph: Graph): readonly (readonly string[])[] => {
  const order = new Map<string, number>()
  const stack: string[] = []
  const circles: string[][] = []

  const visit = (node: string): number => {
    const own = order.size
    order.set(node, own)
    stack.push(node)
    let low = own
    for (const next of graph.get(node) ?? []) {
      if (!order.has(next)) low = Math.min(low, visit(next))
      else if (stack.includes(next)) low = Math.min(low, order.get(next) ?? low)
    }
    if (low === own) {
      const component = stack.splice(stack.indexOf(node))
      if (component.length > 1) circles.push(component.sort())
    }
    return low
  }

  for (const node of graph.keys()) if (!order.has(node)) visit(node)
  return circles
}

const graphOf = (
  files: readonly SourceFile[],
  nodeOf: (path: string) => string,
  isEdge: (from: string, to: string) => boolean,
): Graph => {
  const graph = new Map<string, Set<string>>(files.map(({ path }) => [nodeOf(path), new Set()]))
  for (const { path, imports } of files) {
    for (const { from } of imports) {
      if (graph.has(nodeOf(from)) && isEdge(path, from)) graph.get(nodeOf(path))?.add(nodeOf(from))
    }
  }
  return graph
}

/** Files that import one another, directly or through others; imports of types count. */
export const fileCircles = (files: readonly SourceFile[]) =>
  circlesOf(
    graphOf(
      files,
      (path) => path,
      (from, to) => from !== to,
    ),
  )

/**
 * Folders of one module that import one another, directly or through others; imports of types count. Every folder is a
 * node of its own with the files that lie directly in it: a module's top folder too, and every nested folder.
 */
export const folderCircles = (files: readonly SourceFile[]) =>
  circlesOf(
    graphOf(
      files,
      (path) => posix.dirname(path),
      (from, to) =>
        posix.dirname(from) !== posix.dirname(to) && moduleOf(from)?.name === moduleOf(to)?.name,
    ),
  )
