import { existsSync, readFileSync } from 'node:fs'
import t from 'tap'
import ts from 'typescript'
import { fileCircles, folderCircles } from './circles.ts'
import { isAllowed, moduleOf, modules } from './import-table.ts'
import { nodesOf, root, type SourceFile, sourceFile, sourceFiles } from './source-files.ts'

const files = sourceFiles()

/** The imports of a file that the table forbids, one line each. */
const forbidden = (file: SourceFile): string[] => {
  const module = moduleOf(file.path)
  if (module === undefined) return [`${file.path} belongs to no module`]
  return file.imports
    .filter((line) => !isAllowed(module, file.path, line))
    .map(({ from, typeOnly }) => `${file.path} imports ${typeOnly ? 'types of ' : ''}${from}`)
}

/** Whether a file takes this property of `process`, by name or out of a pattern. */
const readsProcess = (file: SourceFile, property: string) =>
  nodesOf(file.tree).some((node) => {
    if (!ts.isIdentifier(node) || node.text !== 'process') return false
    const isMember = ts.isPropertyAccessExpression(node.parent) && node.parent.name === node
    const parent = isMember ? node.parent.parent : node.parent // globalThis.process.env
    if (ts.isPropertyAccessExpression(parent)) return parent.name.text === property
    return !ts.isPropertyAssignment(parent) && parent.getText(file.tree).includes(property)
  })

const pathsWhere = (is: (file: SourceFile) => boolean) => files.filter(is).map(({ path }) => path)

t.test('the import table', async (t) => {
  t.test('reads every kind of import', async (t) => {
    const { imports } = sourceFile(
      'http/scim/x.ts',
      `import a from 'pg'
       import type { B } from '../../store/store.ts'
       import { type C } from '../d.ts'
       export { e } from './e.ts'
       export type { F } from './f.ts'
       type G = import('./g.ts').G
       const h = await import('node:fs')`,
    )
    t.same(imports, [
      { from: 'pg', typeOnly: false },
      { from: 'store/store.ts', typeOnly: true },
      { from: 'http/d.ts', typeOnly: false },
      { from: 'http/scim/e.ts', typeOnly: false },
      { from: 'http/scim/f.ts', typeOnly: true },
      { from: 'http/scim/g.ts', typeOnly: true },
      { from: 'node:fs', typeOnly: false },
    ])
  })

  t.test('forbids what the modules must not import', async (t) => {
    const planted = [
      ['scim/filter.ts', `import { errors } from '../identity-center/errors.ts'`],
      ['scim/filter.ts', `import { readFileSync } from 'node:fs'`],
      ['lib/utf8.ts', `import type { Json } from '../scim/resource.ts'`],
      ['lib/utf8.ts', `import { createHash } from 'node:crypto'`],
      ['identity-center/rule.ts', `import { createHash } from 'node:crypto'`],
      ['identity-center/rule.ts', `import type { Store } from '../store/store.ts'`],
      ['operations/get-user.ts', `import { store } from '../store/store.ts'`],
      ['operations/get-user.ts', `import { sql } from 'kysely'`],
      ['administration/tokens.ts', `import { createHash } from 'node:crypto'`],
      ['store/users.ts', `import type { Operation } from '../operations/operation.ts'`],
      ['store/users.ts', `import { judge } from '../identity-center/judge.ts'`],
      ['http/health.ts', `import type { Store } from '../store/store.ts'`],
      ['http/health.ts', `import pg from 'pg'`],
      ['http/health.ts', `import { config } from '../config.ts'`],
      ['app.ts', `import { serve } from './cli/serve.ts'`],
      ['elsewhere/x.ts', ''],
    ] as const
    for (const [path, line] of planted) {
      t.equal(forbidden(sourceFile(path, line)).length, 1, `${path}: ${line}`)
    }
  })

  t.test('allows what the modules need', async (t) => {
    const planted = [
      ['operations/get-user.ts', `import type { Store } from '../store/store.ts'`],
      ['store/users.ts', `import { UniqueViolation } from '../identity-center/errors.ts'`],
      ['http/scim/server.ts', `import bearerAuth from '@fastify/bearer-auth'`],
      ['scim/schema.ts', `import { createRequire } from 'node:module'`],
      ['scim/json.ts', `import { decodeUtf8 } from '../lib/utf8.ts'`],
      ['main.ts', `import { serve } from './cli/serve.ts'`],
    ] as const
    for (const [path, line] of planted) t.same(forbidden(sourceFile(path, line)), [])
  })

  for (const { name, files: owned } of modules) {
    t.test(`holds for ${name}`, async (t) => {
      const own = files.filter(({ path }) => moduleOf(path)?.name === name)
      t.ok(own.length > 0, `there are files in ${owned.join(', ')}`)
      t.same(own.flatMap(forbidden), [])
    })
  }

  t.test('covers every file', async (t) => {
    t.same(
      pathsWhere(({ path }) => moduleOf(path) === undefined),
      [],
    )
  })
})

/** Source files by path, each with the paths below src/ that it imports. */
const planted = (graph: Readonly<Record<string, readonly string[]>>) =>
  Object.entries(graph).map(([path, imports]) => {
    const up = '../'.repeat(path.split('/').length - 1) || './'
    const lines = imports.map((to) => `import type { X } from '${up}${to}'`)
    return sourceFile(path, lines.join('\n'))
  })

t.test('circles', async (t) => {
  t.test('among files are found, through other files too', async (t) => {
    const tree = { 'a.ts': ['b.ts'], 'b.ts': ['c.ts'], 'c.ts': [] as string[], 'd.ts': ['a.ts'] }
    t.same(fileCircles(planted(tree)), [])
    t.same(fileCircles(planted({ ...tree, 'c.ts': ['a.ts'] })), [['a.ts', 'b.ts', 'c.ts']])
    t.same(fileCircles(planted({ ...tree, 'c.ts': ['b.ts', 'a.ts'], 'd.ts': ['d.ts'] })), [
      ['a.ts', 'b.ts', 'c.ts'],
    ])
  })

  t.test('among the folders of a module are found, its top folder included', async (t) => {
    const tree = {
      'http/top.ts': ['http/shared/x.ts', 'http/scim/x.ts'],
      'http/scim/x.ts': ['http/shared/x.ts', 'events/x.ts'],
      'http/scim/y.ts': ['http/scim/x.ts'],
      'http/scim/deep/x.ts': ['http/scim/x.ts'],
      'http/shared/x.ts': [] as string[],
      'http/shared/y.ts': [] as string[],
      'events/x.ts': ['http/shared/x.ts'], // forbidden by the table, but not within a module
    }
    const circles = (more: Readonly<Record<string, readonly string[]>>) =>
      folderCircles(planted({ ...tree, ...more }))
    t.same(circles({}), [])
    t.same(circles({ 'http/shared/y.ts': ['http/scim/x.ts'] }), [['http/scim', 'http/shared']])
    t.same(circles({ 'http/shared/y.ts': ['http/top.ts'] }), [['http', 'http/scim', 'http/shared']])
    t.same(circles({ 'http/scim/y.ts': ['http/scim/deep/x.ts'] }), [
      ['http/scim', 'http/scim/deep'],
    ])
  })

  t.test('do not exist among files', async (t) => t.same(fileCircles(files), []))
  t.test('do not exist among the folders of a module', async (t) =>
    t.same(folderCircles(files), []),
  )
})

t.test('the environment', async (t) => {
  t.test('is seen however it is read', async (t) => {
    for (const line of [
      'process.env.HOME',
      'globalThis.process.env',
      "process['env']",
      'const { env } = process',
    ]) {
      t.ok(readsProcess(sourceFile('x.ts', line), 'env'), line)
    }
    t.notOk(readsProcess(sourceFile('x.ts', 'process.pid'), 'env'))
  })

  t.test('is read by config.ts and main.ts alone', async (t) => {
    const readers = pathsWhere((file) => readsProcess(file, 'env'))
    t.same(
      readers.filter((path) => path !== 'config.ts' && path !== 'main.ts'),
      [],
    )
  })

  t.test('gives its arguments to main.ts alone', async (t) => {
    const readers = pathsWhere((file) => readsProcess(file, 'argv'))
    t.same(
      readers.filter((path) => path !== 'main.ts'),
      [],
    )
  })
})

t.test('a module', async (t) => {
  const folders = modules.flatMap(({ files }) => files).filter((place) => place.endsWith('/'))
  for (const folder of folders) {
    t.test(`${folder} has a README of at most twelve lines`, async (t) => {
      const file = `${root}/src/${folder}README.md`
      t.ok(existsSync(file), file)
      if (!existsSync(file)) return
      const text = readFileSync(file, 'utf8').trimEnd()
      t.ok(text.length > 0 && text.split('\n').length <= 12)
    })
  }
})

t.test('a source file', async (t) => {
  t.test('has at most 300 lines', async (t) => {
    t.same(
      pathsWhere(({ lines }) => lines > 300),
      [],
    )
  })

  t.test('has a name in kebab-case that says what is in it', async (t) => {
    const name = /^(?:[a-z0-9]+(?:-[a-z0-9]+)*\/)*[a-z0-9]+(?:-[a-z0-9]+)*(?:\.d)?\.tsx?$/
    const empty = /(?:^|\/)(?:helpers?|utils?|common|misc|manager)(?:\.tsx?|\/)/
    const barrel = /\/index\.tsx?$/
    t.same(
      pathsWhere(({ path }) => !name.test(path) || empty.test(path) || barrel.test(path)),
      [],
    )
  })

  t.test('leaves nothing to do', async (t) => {
    t.same(
      pathsWhere(({ text }) => /\b(?:TODO|FIXME|XXX|HACK)\b/.test(text)),
      [],
    )
  })

  t.test('has no default export', async (t) => {
    t.same(
      pathsWhere(({ tree }) =>
        tree.statements.some(
          (node) =>
            ts.isExportAssignment(node) ||
            (ts.canHaveModifiers(node) &&
              ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword)),
        ),
      ),
      [],
    )
  })

  t.test(
    'holds no `any`, no `!` after a value, and no directive that silences a check',
    async (t) => {
      const loose = (node: ts.Node) =>
        node.kind === ts.SyntaxKind.AnyKeyword || ts.isNonNullExpression(node)
      t.same(
        pathsWhere(
          ({ tree, text }) =>
            nodesOf(tree).some(loose) ||
            /@ts-(?:ignore|expect-error|nocheck)|biome-ignore/.test(text),
        ),
        [],
      )
    },
  )
})
