import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { createProject, openProject } from '../../../../../electron/core/project/open-project.ts'
import { createOpenProjects } from '../../../../../electron/core/studio/open-projects.ts'
import { createWindows } from '../../../../../electron/core/studio/windows.ts'
import { projectPorts, silentLog } from '../../../../kit/system.ts'
import { temporaryFolder } from '../../../../kit/temporary-folder.ts'
import { must } from '../../../../kit/text-board.ts'

test('a project that is opened anew, since another program has let it go, is open all the while', async () => {
  const root = await temporaryFolder()
  const folder = join(root, 'board')
  const ports = projectPorts(join(root, 'home'))
  const elsewhere = must(await createProject(folder, { title: 'Doors', aspect: '16:9' }, ports))
  const { id } = elsewhere.document

  let mayOpen = Promise.resolve()
  const heard: string[] = []
  const windows = createWindows()
  windows.join('first', (name) => heard.push(name))
  const projects = createOpenProjects({
    openProject: async (place) => {
      await mayOpen
      return openProject(place, ports)
    },
    jobs: () => [],
    absentClips: async () => ({ missingClips: [], expiredClips: [] }),
    windows,
    files: ports.files,
    clock: ports.clock,
    log: silentLog,
  })
  onTestFinished(() => projects.close())
  expect(must(await projects.open(folder, 'first')).access).toMatchObject({ why: 'locked' })

  must(await elsewhere.close())
  const { promise, resolve } = Promise.withResolvers<void>()
  mayOpen = promise
  const opening = projects.open(folder, 'second')
  expect(must(projects.find(id)).access).toMatchObject({ why: 'locked' })
  resolve()
  expect(must(await opening).access).toEqual({ kind: 'write' })
  expect(must(projects.find(id)).access).toEqual({ kind: 'write' })
  expect(heard).toEqual(['project.replaced'])

  await projects.release(id, 'second')
  must(projects.find(id))
  await projects.release(id, 'first')
  expect(projects.find(id)).toMatchObject({ error: { code: 'input/not-found' } })
})
