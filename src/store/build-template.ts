import { freshArchive } from './fresh-archive.ts'
import { findTemplate, saveTemplate } from './template.ts'

// `npm run build` runs this. It does nothing if the template is up to date.
if ((await findTemplate()) === undefined) await saveTemplate(await freshArchive())
