import { openProject } from '../../../../../electron/core/project/open-project.ts'
import { projectPorts } from '../../../../kit/system.ts'

// Saves without end, and says after each save which number the title now has. Arguments: project folder, data folder.
const [folder = '', home = ''] = process.argv.slice(2)
const opened = await openProject(folder, projectPorts(home))
if (!opened.ok) throw new Error(opened.error.message)
const project = opened.value
for (let number = Number(project.document.title) + 1; ; number++) {
  project.perform({ type: 'project.edit', title: String(number) })
  const saved = await project.saved()
  if (!saved.ok) throw new Error(saved.error.message)
  process.stdout.write(`${number}\n`)
}
