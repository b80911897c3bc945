import * as fs from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  createProject,
  openProject,
  conflictedCopies,
} from '../../../../../electron/core/project/open-project.ts'
import type { Project } from '../../../../../electron/core/project/open-project.ts'
import { realPorts, temporaryFolder } from '../../../../kit/ports.ts'
it('x', async () => {
  const f = await temporaryFolder()
  const ports = realPorts(join(f, 'home'))
  const r = await createProject(join(f, 'p', 'q'), { title: 'T', aspect: '16:9' }, ports)
  console.log(r)
  if (!r.ok) return
  const p = r.value
  p.onChange((e) => console.log(e))
  console.log(p.perform({ type: 'project.edit', title: 'Hey' }))
  console.log(await p.saved())
  console.log(p.saveState, await p.close())
  console.log(await fs.readdir(f, { recursive: true }))
  const again = await openProject(join(f, 'p', 'q'), ports)
  console.log(again.ok && again.value.document.title, again.ok && (await again.value.close()))
})
