// Loads packages with hundreds of modules before tap's loaders, which slow down every module after them.
import '@electric-sql/pglite'
import 'kysely'

delete process.env.NODE_OPTIONS // processes that a test starts need no preload
