import { readdirSync, readFileSync } from 'node:fs'
import { extname } from 'node:path'
import type { FastifyPluginAsync } from 'fastify'
import { sha256 } from '../lib/sha256.ts'

/** Scripts, style sheets and images of the console. They are part of the package. */
const folder = new URL('../../assets/', import.meta.url)

const mediaTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
}

interface Asset {
  readonly url: string
  readonly type: string
  readonly bytes: Buffer
}

const readAsset = (name: string, type: string): Asset => {
  const bytes = readFileSync(new URL(name, folder))
  const hash = sha256(bytes).toString('hex').slice(0, 16)
  const extension = extname(name)
  return { url: `/assets/${name.slice(0, -extension.length)}.${hash}${extension}`, type, bytes }
}

const assets: ReadonlyMap<string, Asset> = new Map(
  readdirSync(folder).flatMap((name) => {
    const type = mediaTypes[extname(name)]
    return type === undefined ? [] : [[name, readAsset(name, type)]]
  }),
)

/** The path of a file of `assets/`. It contains the file's hash, so that browsers may cache it without a time limit. */
export const assetUrl = (name: string): string => {
  const asset = assets.get(name)
  if (asset === undefined)
    throw new Error(`The file assets/${name} is missing from the installation.`)
  return asset.url
}

/** Serves the files of `assets/`. They contain no data, so they need no session. */
export const assetRoutes: FastifyPluginAsync = async (app) => {
  for (const { url, type, bytes } of assets.values()) {
    app.get(url, { config: { withoutSession: true }, logLevel: 'warn' }, (_request, reply) =>
      reply.type(type).header('cache-control', 'public, max-age=31536000, immutable').send(bytes),
    )
  }
}
