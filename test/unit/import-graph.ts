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
  ['shared/', { folders: ['shared/'], node: false, packages: ['zod', 'immer'] }],
  ['renderer/', { folders: ['shared/', 'renderer/'], node: false, packages: 'listed' }],
]

// Data that comes with the program and depends on nothing.
const dataPaths = ['assets/', 'package.json']

const compositionRoot = 'electron/core/session.ts'

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
    if (importer.startsWith('electron/core/') && target === compositionRoot) return false
    return [...rule.folders, ...(rule.node ? dataPaths : [])].some((folder) => target.startsWith(folder))
  }
  if (specifier.startsWith('node:')) return rule.node
  const name = packageOf(specifier)
  if (name === 'electron') return importer.startsWith('electron/shell/')
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
