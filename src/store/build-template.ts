import { freshArchive } from './fresh-archive.ts'
import { findTemplate, keepTemplate } from './template.ts'

// Run by `npm run build`. Does nothing when the template is up to date.
if ((await findTemplate()) === undefined) await keepTemplate(await freshArchive())
