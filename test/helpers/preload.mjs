// Packages of hundreds of modules, read before tap's loaders are there, each of which looks at every module after.
import '@electric-sql/pglite'
import 'kysely'

delete process.env.NODE_OPTIONS // it brought us here; processes that a test starts have no use for us
