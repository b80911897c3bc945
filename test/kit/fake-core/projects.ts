import type { FolderListing, ProjectCard, ProjectUsage } from '../../../shared/views.ts'

const root = '/home/sam'

const card = (name: string, patch: Partial<ProjectCard>): ProjectCard => ({
  folder: `${root}/Boardwright/${name}`,
  projectId: null,
  title: name,
  state: 'ready',
  pinned: false,
  openedAt: '2026-11-23T18:20:00.000Z',
  changedAt: '2026-11-23T18:40:00.000Z',
  shots: 12,
  rendered: 5,
  stale: 1,
  approved: 3,
  plannedSeconds: 74,
  jobsRunning: 0,
  spentMicroUsd: 4_260_000,
  bytes: 182_000_000,
  picture: null,
  ...patch,
})

/** Cards of the projects screen: one of every kind. `pictures` are addresses relative to the media base. */
export const fakeCards = (sample: ProjectCard, pictures: readonly string[]): ProjectCard[] => [
  sample,
  card('Up the coast', { picture: pictures[0] ?? null, jobsRunning: 2 }),
  card('Sixty seconds of rain', {
    picture: pictures[1] ?? null,
    shots: 60,
    rendered: 60,
    stale: 0,
    approved: 60,
    plannedSeconds: 300,
    spentMicroUsd: 31_200_000,
    bytes: 1_960_000_000,
    changedAt: '2026-10-02T11:05:00.000Z',
  }),
  card('A very long title of a film about a lighthouse that nobody has been to', {
    picture: pictures[2] ?? null,
    shots: 3,
    rendered: 0,
    stale: 0,
    approved: 0,
    spentMicroUsd: 0,
    bytes: 12_000_000,
    changedAt: '2026-11-18T07:00:00.000Z',
  }),
  card('Untitled', { shots: 0, rendered: 0, stale: 0, approved: 0, plannedSeconds: 0, spentMicroUsd: 0 }),
  card('On the drive', { state: 'away', folder: '/media/sam/Films/On the drive', bytes: null }),
  card('Damaged', { state: 'damaged', picture: pictures[3] ?? null }),
  card('From next year', { state: 'too-new', picture: pictures[4] ?? null }),
]

/** What the sample takes on disk. */
export const fakeUsage = (): ProjectUsage => ({
  mediaBytes: 1_900_000,
  clipsBytes: 25_400_000,
  exportsBytes: 0,
  cacheBytes: 8_300_000,
  unusedMedia: [{ file: 'gulls.jpg', name: 'gulls.jpg', bytes: 310_000 }],
  uncircledTakes: [
    {
      takeId: 'tak_000000000001',
      shotLabel: '10',
      number: 1,
      file: '10-take-1.mp4',
      bytes: 4_200_000,
      priceMicroUsd: 480_000,
      binned: false,
    },
  ],
})

const tree: Readonly<Record<string, readonly string[]>> = {
  [root]: ['Boardwright', 'Desktop', 'Documents', 'Pictures', 'Videos'],
  [`${root}/Boardwright`]: ['The Last Keeper', 'Up the coast', 'Sixty seconds of rain', 'Untitled'],
  [`${root}/Documents`]: ['Contracts', 'Scripts'],
  [`${root}/Pictures`]: ['2026-11-02 Coast', '2026-11-09 Harbour', 'Scans'],
}

/** A listing of the user's folders, as far as this tree goes; `made` are those that were made since. */
export const fakeListing = (folder: string | null, made: readonly string[]): FolderListing => {
  const at = folder ?? `${root}/Boardwright`
  const names = [
    ...(tree[at] ?? []),
    ...made.flatMap((path) => (path.startsWith(`${at}/`) ? path.slice(at.length + 1) : [])),
  ].filter((name) => !name.includes('/'))
  const isProject = at.startsWith(`${root}/Boardwright/`)
  return {
    folder: at,
    parent: at === root ? null : at.slice(0, at.lastIndexOf('/')),
    folders: names
      .toSorted((a, b) => a.localeCompare(b))
      .map((name) => ({ name, folder: `${at}/${name}`, isProject: at === `${root}/Boardwright` })),
    isProject,
  }
}
