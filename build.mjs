// Run by `npm run build`, after the types have been checked: puts what src/ holds, and the packages that it uses, into
// few files, since finding and reading eight hundred takes longer than everything else that a start does.
import { rmSync } from 'node:fs'
import { build } from 'esbuild'

const chunks = 'dist/chunks'
rmSync(chunks, { recursive: true, force: true }) // their names change with what they hold

await build({
  entryPoints: ['src/main.ts', 'src/index.ts', 'src/store/build-template.ts'],
  outbase: 'src',
  outdir: 'dist',
  // As deep below the root as the files that they are made of: these find migrations/ and schemas/ from where they are.
  chunkNames: 'chunks/[hash]',
  splitting: true,
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  sourcemap: true,
  // What has files of its own beside its code, or is none of ours to load: pg asks for pg-native where there is one.
  external: [
    '@electric-sql/pglite',
    'fs-native-extensions',
    'pino-pretty',
    'pg-native',
    // Fastify asks for these where a server is not ours: to test it, and to write by schemas.
    'light-my-request',
    '@fastify/fast-json-stringify-compiler',
  ],
  // pg makes one to see whether it runs at Cloudflare, and Node loads all of fetch for that. Nobody else here uses it.
  define: { Response: 'undefined' },
  // Packages that are CommonJS ask for the modules of Node by this name.
  banner: { js: "import { createRequire as requireOf } from 'node:module'; const require = requireOf(import.meta.url);" },
  logLevel: 'warning',
})
