import { dirname, join } from 'node:path/posix'

/** Source files by their path from the root, each with the specifiers of its imports. */
export type SourceTree = ReadonlyMap<string, readonly string[]>

const comments = /\/\*[\s\S]*?\*\/|(?<=^|[\s;{}])\/\/[^\n]*/g
const imports =
  /(?:^|[\s;{}])(?:import|export)\s+(?:[\w*\s{},$]+?\sfrom\s+)?(['"])([^'"\n]+)\1|\b(?:import|require|new URL)\(\s*(['"])([^'"\n]+)\3/g

/** The specifiers that a source text imports or exports from, types included, and the modules it names by URL. */
export const specifiersIn = (source: string): string[] =>
  [...source.replaceAll(comments, '').matchAll(imports)].flatMap((match) => match[2] ?? match[4] ?? [])

/** What a folder's files may import. The folders that a path is not in are none of its business. */
interface Rule {
  readonly folders: readonly string[]
  readonly node: boolean
  /** `listed`: every package of the dependencies; otherwise these. */
  readonly packages: 'listed' | readonly string[]
}

/** What the window is built of: built into the page, so that they are no dependencies of the program. */
const windowParts = [
  '@floating-ui/react-dom',
  '@tanstack/react-virtual',
  'cmdk',
  'immer',
  'lucide-react',
  'radix-ui',
  'react',
  'react-dnd',
  'react-dnd-html5-backend',
  'react-dom',
  'zod',
  'zustand',
]

// Longest path first: the first that matches an importer decides.
const rules: readonly (readonly [folder: string, rule: Rule])[] = [
  ['electron/core/', { folders: ['shared/', 'electron/core/'], node: true, packages: 'listed' }],
  [
    'electron/cli/',
    { folders: ['shared/', 'electron/core/', 'electron/cli/'], node: true, packages: 'listed' },
  ],
  [
    'electron/browser/',
    { folders: ['shared/', 'electron/core/', 'electron/browser/'], node: true, packages: 'listed' },
  ],
  [
    'electron/shell/',
    { folders: ['shared/', 'electron/core/', 'electron/shell/'], node: true, packages: 'listed' },
  ],
  ...['electron/main.ts', 'electron/preload.ts'].map(
    (entry) =>
      [
        entry,
        { folders: ['shared/', 'electron/core/', 'electron/shell/'], node: true, packages: 'listed' },
      ] as const,
  ),
  ['shared/', { folders: ['shared/'], node: false, packages: ['zod', 'immer'] }],
  [
    'renderer/',
    { folders: ['shared/', 'renderer/', 'assets/presets.json'], node: false, packages: windowParts },
  ],
]

/** The shell, and the two files that Electron itself starts. */
const mayImportElectron = /^electron\/(?:shell\/|main\.ts$|preload\.ts$)/

// Data that comes with the program and depends on nothing.
const dataPaths = ['assets/', 'package.json']

/**
 * They know all parts, so no part may know them: `session.ts` wires what renders, `program.ts` what a front door needs,
 * `create-studio.ts` what windows need. Each may know those before it.
 */
const compositionRoots = [
  'electron/core/session.ts',
  'electron/core/program.ts',
  'electron/core/studio/create-studio.ts',
]

/** Every import that breaks the rules of which way folders may depend, as a sentence. */
export const violationsIn = (tree: SourceTree, listed: ReadonlySet<string>): string[] =>
  [...tree].flatMap(([importer, specifiers]) => {
    const rule = rules.find(([folder]) => importer.startsWith(folder))?.[1]
    if (!rule) return []
    return specifiers
      .filter((specifier) => !isAllowed(importer, specifier, rule, listed))
      .map((specifier) => `${importer} must not import ${specifier}`)
  })

const isAllowed = (importer: string, specifier: string, rule: Rule, listed: ReadonlySet<string>): boolean => {
  const target = resolved(importer, specifier)
  if (target !== null) {
    const root = compositionRoots.indexOf(target)
    if (importer.startsWith('electron/core/') && root >= 0) return root < compositionRoots.indexOf(importer)
    return [...rule.folders, ...(rule.node ? dataPaths : [])].some((folder) => target.startsWith(folder))
  }
  if (specifier.startsWith('node:')) return rule.node
  const name = packageOf(specifier)
  if (name === 'electron') return mayImportElectron.test(importer)
  return rule.packages === 'listed' ? listed.has(name) : rule.packages.includes(name)
}

const packageOf = (specifier: string): string =>
  specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/')

const resolved = (importer: string, specifier: string): string | null =>
  specifier.startsWith('.') ? join(dirname(importer), specifier) : null

/** Circles of files that import one another, each from its first file in the order of names. */
export const cyclesIn = (tree: SourceTree): string[][] => {
  const cycles: string[][] = []
  const finished = new Set<string>()
  const follow = (file: string, way: readonly string[]) => {
    const at = way.indexOf(file)
    if (at >= 0) cycles.push(way.slice(at))
    if (at >= 0 || finished.has(file)) return
    for (const specifier of tree.get(file) ?? []) {
      const target = resolved(file, specifier)
      if (target !== null && tree.has(target)) follow(target, [...way, file])
    }
    finished.add(file)
  }
  for (const file of [...tree.keys()].toSorted()) follow(file, [])
  return cycles
}
