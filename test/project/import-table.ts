import type { Import } from './source-files.ts'

/** What the files of one room may import, beside one another. */
interface Room {
  readonly name: string
  /** The files it is made of: a folder below src/, or single files. */
  readonly holds: readonly string[]
  /** Rooms and files that it may run. */
  readonly runs: readonly string[]
  /** Rooms and files of which it may only know the types. */
  readonly types: readonly string[]
  readonly packages: readonly string[]
  /** `node:` modules: all, or those named, by the files named. */
  readonly node: 'all' | Readonly<Record<string, readonly string[]>>
}

const fastify = ['fastify', '@fastify/bearer-auth']
const signing = ['@smithy/signature-v4']
/** Pages are made of these; the JSX of a .tsx file is one of their imports, too. */
const pages = ['@fastify/cookie', '@fastify/multipart', 'preact', 'preact-render-to-string']
const pino = ['pino', 'pino-pretty']

/** The import table of the architecture, innermost room first. */
export const rooms: readonly Room[] = [
  {
    name: 'scim',
    holds: ['scim/'],
    runs: [],
    types: [],
    packages: ['ajv', 'scim2-parse-filter'],
    node: { 'node:module': ['scim/schema.ts'] }, // reads schemas/*.json, which is data
  },
  {
    name: 'identity-center',
    holds: ['identity-center/'],
    runs: ['scim/'],
    types: [],
    packages: [],
    node: {},
  },
  {
    name: 'store',
    holds: ['store/'],
    runs: [
      'identity-center/errors.ts',
      'identity-center/fold-case.ts',
      'identity-center/former-rule-ids.ts',
    ],
    types: ['scim/', 'identity-center/'],
    packages: ['kysely', 'pg', '@electric-sql/pglite', 'fs-native-extensions'],
    node: 'all',
  },
  {
    name: 'operations',
    holds: ['operations/'],
    runs: ['scim/', 'identity-center/'],
    types: ['store/'],
    packages: [],
    node: {},
  },
  {
    name: 'events',
    holds: ['events/'],
    runs: ['scim/', 'identity-center/'],
    types: ['store/'],
    packages: [],
    node: { 'node:crypto': ['events/habits.ts'] }, // tells equal requests without keeping them
  },
  {
    name: 'administration',
    holds: ['administration/'],
    runs: ['scim/', 'identity-center/', 'operations/', 'events/'],
    types: ['store/'],
    packages: ['csv-parse'],
    node: {
      'node:crypto': [
        'administration/access-token.ts',
        'administration/check/seen.ts',
        'administration/contents/checksum.ts',
      ], // hashes
      'node:util': ['administration/requests/curl.ts'], // parses arguments
      'node:stream': ['administration/check/csv-records.ts'], // what csv-parse reads from
    },
  },
  {
    name: 'http',
    holds: ['http/'],
    runs: ['scim/', 'identity-center/', 'operations/', 'events/', 'administration/'],
    types: [],
    packages: [...fastify, '@fastify/ajv-compiler', '@fastify/swagger', ...pages, ...signing],
    node: 'all',
  },
  {
    name: 'config',
    holds: ['config.ts', 'config/'],
    runs: ['identity-center/'],
    types: [],
    packages: [],
    node: {},
  },
  {
    name: 'app',
    holds: ['app.ts', 'app/'],
    runs: [
      'config.ts',
      'scim/',
      'identity-center/',
      'operations/',
      'events/',
      'administration/',
      'http/',
      'store/',
    ],
    types: [],
    packages: [...fastify, ...pino, 'prom-client'],
    node: 'all',
  },
  {
    name: 'index',
    holds: ['index.ts'],
    runs: ['app.ts', 'app/', 'config.ts'],
    types: ['scim/', 'identity-center/', 'operations/', 'administration/', 'http/', 'store/'],
    packages: pino,
    node: 'all',
  },
  {
    name: 'cli',
    holds: ['cli/'],
    runs: [
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
    types: ['http/'],
    packages: ['commander', ...pino],
    node: 'all',
  },
  {
    name: 'main',
    holds: ['main.ts'],
    runs: ['cli/', 'config.ts'],
    types: [],
    packages: ['commander'],
    node: 'all',
  },
]

const isIn = (places: readonly string[], path: string) =>
  places.some((place) => (place.endsWith('/') ? path.startsWith(place) : path === place))

const packageOf = (name: string) => name.split('/', name.startsWith('@') ? 2 : 1).join('/')

/** The room that a file belongs to. */
export const roomOf = (path: string): Room | undefined =>
  rooms.find(({ holds }) => isIn(holds, path))

/** Whether the table lets a file have this import. */
export const isAllowed = (room: Room, path: string, { from, typeOnly }: Import): boolean => {
  if (from.startsWith('node:')) {
    return room.node === 'all' || (room.node[from]?.includes(path) ?? false)
  }
  if (/\.tsx?$/.test(from)) {
    return isIn([...room.holds, ...room.runs], from) || (typeOnly && isIn(room.types, from))
  }
  return room.packages.includes(packageOf(from))
}
