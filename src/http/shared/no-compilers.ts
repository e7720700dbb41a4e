import type { FastifyServerOptions } from 'fastify'

type SchemaController = NonNullable<FastifyServerOptions['schemaController']>
type Compilers = Required<NonNullable<SchemaController['compilersFactory']>>

const none = (): never => {
  throw new Error('no route here has a schema')
}

/** For a listener whose routes have no schemas: Fastify would load its compilers of them all the same. */
export const noCompilers: { readonly compilersFactory: Compilers } = {
  compilersFactory: { buildValidator: none, buildSerializer: none },
}
