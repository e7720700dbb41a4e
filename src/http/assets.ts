import { readdirSync, readFileSync } from 'node:fs'
import { extname } from 'node:path'
import type { FastifyPluginAsync } from 'fastify'
import { sha256 } from '../lib/sha256.ts'

/** The files that the pages use; they come with the package. */
const folder = new URL('../../assets/', import.meta.url)

const types: Readonly<Record<string, string>> = {
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
    const type = types[extname(name)]
    return type === undefined ? [] : [[name, readAsset(name, type)]]
  }),
)

/** Where a file of `assets/` is: its address has its hash in it, so that browsers may keep it for ever. */
export const assetUrl = (name: string): string => {
  const asset = assets.get(name)
  if (asset === undefined) throw new Error(`there is no file assets/${name}`)
  return asset.url
}

/** The files of `assets/`; they say nothing about anybody, so they are given without a session. */
export const assetRoutes: FastifyPluginAsync = async (app) => {
  for (const { url, type, bytes } of assets.values()) {
    app.get(url, { config: { signedOut: true }, logLevel: 'warn' }, (_request, reply) =>
      reply.type(type).header('cache-control', 'public, max-age=31536000, immutable').send(bytes),
    )
  }
}
