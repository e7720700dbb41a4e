// Run by `npm run build` after the types have been checked. Bundles src/ and its packages into few files: resolving and
// reading 800 files would take longer than the rest of a start.
import { rmSync } from 'node:fs'
import { build } from 'esbuild'

const chunks = 'dist/chunks'
rmSync(chunks, { recursive: true, force: true }) // their names are content hashes

await build({
  entryPoints: ['src/main.ts', 'src/index.ts', 'src/store/build-template.ts'],
  outbase: 'src',
  outdir: 'dist',
  // At the same depth as the source files, which find migrations/ and schemas/ relative to themselves.
  chunkNames: 'chunks/[hash]',
  splitting: true,
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  sourcemap: true,
  // Packages that load files beside their code, and pg-native, which pg loads only if it is installed.
  external: [
    '@electric-sql/pglite',
    'fs-native-extensions',
    'pino-pretty',
    'pg-native',
    // Fastify loads these only for injected requests and for response schemas, which this server does not use.
    'light-my-request',
    '@fastify/fast-json-stringify-compiler',
  ],
  // pg creates a Response to detect Cloudflare, which makes Node load all of fetch. No other code here uses it.
  define: { Response: 'undefined' },
  // CommonJS packages load Node's modules through `require`.
  banner: { js: "import { createRequire as requireOf } from 'node:module'; const require = requireOf(import.meta.url);" },
  logLevel: 'warning',
})
