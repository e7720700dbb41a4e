import type { FastifyServerOptions } from 'fastify'

type SchemaController = NonNullable<FastifyServerOptions['schemaController']>
type Compilers = Required<NonNullable<SchemaController['compilersFactory']>>

const refuseToCompile = (): never => {
  throw new Error('A route of the SCIM listener declares a schema, but no compiler is installed.')
}

/** For a listener whose routes have no schemas. Without it, Fastify loads its schema compilers at every start. */
export const noCompilers: { readonly compilersFactory: Compilers } = {
  compilersFactory: { buildValidator: refuseToCompile, buildSerializer: refuseToCompile },
}
