import type { Import } from './source-files.ts'

/** What the files of one module may import, in addition to each other. */
interface Module {
  readonly name: string
  /** What belongs to it: folders below src/ (with a slash at the end) and single files. */
  readonly files: readonly string[]
  /** Folders and files that it may import. */
  readonly mayImport: readonly string[]
  /** Folders and files from which it may import types only. */
  readonly mayImportTypes: readonly string[]
  readonly packages: readonly string[]
  /** `node:` modules: all, or each with the files that may import it. */
  readonly node: 'all' | Readonly<Record<string, readonly string[]>>
}

const fastify = ['fastify', '@fastify/bearer-auth']
const signing = ['@smithy/signature-v4']
/** For the pages of the console. */
const pages = ['@fastify/cookie', '@fastify/multipart', 'preact', 'preact-render-to-string']
const pino = ['pino', 'pino-pretty']

/** The import table of the architecture, innermost module first. */
export const modules: readonly Module[] = [
  {
    name: 'lib',
    files: ['lib/'],
    mayImport: [],
    mayImportTypes: [],
    packages: [],
    node: { 'node:crypto': ['lib/constant-time-equal.ts', 'lib/sha256.ts'] },
  },
  {
    name: 'scim',
    files: ['scim/'],
    mayImport: [],
    mayImportTypes: [],
    packages: ['ajv', 'scim2-parse-filter'],
    node: { 'node:module': ['scim/schema.ts'] }, // reads schemas/*.json, which is data
  },
  {
    name: 'identity-center',
    files: ['identity-center/'],
    mayImport: ['scim/'],
    mayImportTypes: [],
    packages: [],
    node: {},
  },
  {
    name: 'store',
    files: ['store/'],
    mayImport: [
      'identity-center/errors.ts',
      'identity-center/fold-case.ts',
      'identity-center/former-rule-ids.ts',
    ],
    mayImportTypes: ['scim/', 'identity-center/'],
    packages: ['kysely', 'pg', '@electric-sql/pglite', 'fs-native-extensions'],
    node: 'all',
  },
  {
    name: 'operations',
    files: ['operations/'],
    mayImport: ['scim/', 'identity-center/'],
    mayImportTypes: ['store/'],
    packages: [],
    node: {},
  },
  {
    name: 'events',
    files: ['events/'],
    mayImport: ['scim/', 'identity-center/'],
    mayImportTypes: ['store/'],
    packages: [],
    node: { 'node:crypto': ['events/client-behavior.ts'] }, // recognizes repeated requests by hash
  },
  {
    name: 'administration',
    files: ['administration/'],
    mayImport: ['scim/', 'identity-center/', 'operations/', 'events/'],
    mayImportTypes: ['store/'],
    packages: ['csv-parse'],
    node: {
      'node:crypto': ['administration/files/checksum.ts'], // hashes as it reads
      'node:util': ['administration/requests/curl.ts'], // parses arguments
      'node:stream': ['administration/files/csv-records.ts'], // feeds csv-parse
    },
  },
  {
    name: 'http',
    files: ['http/'],
    mayImport: ['scim/', 'identity-center/', 'operations/', 'events/', 'administration/'],
    mayImportTypes: [],
    packages: [...fastify, '@fastify/ajv-compiler', '@fastify/swagger', ...pages, ...signing],
    node: 'all',
  },
  {
    name: 'config',
    files: ['config.ts', 'config/'],
    mayImport: ['identity-center/'],
    mayImportTypes: [],
    packages: [],
    node: {},
  },
  {
    name: 'app',
    files: ['app.ts', 'app/'],
    mayImport: [
      'config.ts',
      'scim/',
      'identity-center/',
      'operations/',
      'events/',
      'administration/',
      'http/',
      'store/',
    ],
    mayImportTypes: [],
    packages: [...fastify, ...pino, 'prom-client'],
    node: 'all',
  },
  {
    name: 'index',
    files: ['index.ts'],
    mayImport: ['app.ts', 'app/', 'config.ts'],
    mayImportTypes: [
      'scim/',
      'identity-center/',
      'operations/',
      'administration/',
      'http/',
      'store/',
    ],
    packages: pino,
    node: 'all',
  },
  {
    name: 'cli',
    files: ['cli/'],
    mayImport: [
      'app.ts',
      'app/',
      'config.ts',
      'config/',
      'scim/',
      'identity-center/',
      'operations/',
      'events/',
      'administration/',
      'store/',
    ],
    mayImportTypes: ['http/'],
    packages: ['commander', ...pino],
    node: 'all',
  },
  {
    name: 'main',
    files: ['main.ts'],
    mayImport: ['cli/', 'config.ts'],
    mayImportTypes: [],
    packages: ['commander'],
    node: 'all',
  },
]

/** Every module may import it. */
const everywhere = ['lib/']

const isIn = (places: readonly string[], path: string) =>
  places.some((place) => (place.endsWith('/') ? path.startsWith(place) : path === place))

const packageOf = (name: string) => name.split('/', name.startsWith('@') ? 2 : 1).join('/')

/** The module that a file belongs to. */
export const moduleOf = (path: string): Module | undefined =>
  modules.find(({ files }) => isIn(files, path))

/** Whether the table allows this import in this file. */
export const isAllowed = (module: Module, path: string, { from, typeOnly }: Import): boolean => {
  if (from.startsWith('node:')) {
    return module.node === 'all' || (module.node[from]?.includes(path) ?? false)
  }
  if (/\.tsx?$/.test(from)) {
    return (
      isIn([...module.files, ...module.mayImport, ...everywhere], from) ||
      (typeOnly && isIn(module.mayImportTypes, from))
    )
  }
  return module.packages.includes(packageOf(from))
}
