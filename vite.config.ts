/// <reference types="vitest/config" />
import { cpSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/** The data that comes with the program, at the same place beside the built modules as beside the sources. */
const copyAssets = (): Plugin => ({
  name: 'copy-assets',
  apply: 'build',
  applyToEnvironment: ({ name }) => name === 'ssr',
  closeBundle: () => cpSync(at('assets'), at('dist/assets'), { recursive: true }),
})

/**
 * Leaves out of the page what of `shared/` it does not use. A module there does nothing but make constants, schemas
 * above all; the bundler cannot know of a call that it only makes its value, and would keep all of them.
 */
const pureConstants = (): Plugin => ({
  name: 'pure-constants',
  apply: 'build',
  applyToEnvironment: ({ name }) => name === 'client',
  transform: {
    filter: { id: /[\\/]shared[\\/].*\.ts$/ },
    handler(code) {
      const constants = this.parse(code).body.flatMap((statement) => {
        const declared = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement
        return declared?.type === 'VariableDeclaration' ? declared.declarations : []
      })
      return constants.reduceRight((text, { init }) => {
        if (!init || /Function|Literal/.test(init.type)) return text
        const { start, end } = init
        return `${text.slice(0, start)}/* @__PURE__ */ (() => (${text.slice(start, end)}))()${text.slice(end)}`
      }, code)
    },
  },
})

const programs = (paths: readonly string[]): Record<string, string> =>
  Object.fromEntries(paths.map((path) => [path.replace(/\.ts$/, ''), at(path)]))

/** Programs and worker threads: everything that is started by its file name. */
const nodeSide = programs([
  'electron/cli/main.ts',
  'electron/browser/main.ts',
  'electron/main.ts',
  'scripts/start.ts',
  'electron/core/rehearsal/worker.ts',
  'electron/core/secrets/keychain-process.ts',
])

/**
 * One build of three parts, in this order, since the first empties `dist/`:
 * - `ssr`, the Node side: each program at the place of its source, and what they share in `electron/core/`, in few files, since
 *   each costs the start a look at the disk. Dependencies are installed, not bundled, but for the one of a hundred files that
 *   every start needs.
 * - `preload`, one CommonJS file: what a sandboxed window can load.
 * - `client`, the page, for `http://127.0.0.1:<port>/` and `app://boardwright/` alike. Nothing is put inline, neither
 *   scripts nor fonts: the content security policy of the page forbids it.
 */
export default defineConfig(({ command }) => ({
  // The page's folder, so that it is built to `dist/page/index.html`; tests run from the project's.
  root: command === 'build' ? at('renderer') : at('.'),
  plugins: [react(), copyAssets(), pureConstants()],
  publicDir: false,
  // A machine that is busy is no news of the build.
  build: { rolldownOptions: { checks: { bundlerTimings: false } } },
  builder: {
    buildApp: async (builder) => {
      for (const name of ['ssr', 'preload', 'client']) {
        const environment = builder.environments[name]
        if (!environment) throw new Error(`there is no build called ${name}`)
        await builder.build(environment)
      }
    },
  },
  environments: {
    ssr: {
      resolve: { noExternal: ['zod'] },
      build: {
        ssr: true,
        target: 'node24',
        outDir: at('dist'),
        emptyOutDir: true,
        minify: false,
        rolldownOptions: {
          input: nodeSide,
          external: ['electron'],
          output: { entryFileNames: '[name].js', chunkFileNames: 'electron/core/[name].js' },
        },
      },
    },
    preload: {
      consumer: 'server',
      resolve: { noExternal: true },
      build: {
        target: 'node24',
        outDir: at('dist/electron'),
        emptyOutDir: false,
        minify: false,
        rolldownOptions: {
          input: at('electron/preload.ts'),
          external: ['electron'],
          output: { format: 'cjs', entryFileNames: 'preload.cjs', codeSplitting: false },
        },
      },
    },
    client: {
      build: {
        outDir: at('dist/page'),
        emptyOutDir: true,
        assetsInlineLimit: 0,
        modulePreload: { polyfill: false },
        sourcemap: false,
        chunkSizeWarningLimit: 1000,
        rolldownOptions: {
          input: at('renderer/index.html'),
          treeshake: { propertyReadSideEffects: false },
          // What the first page needs comes as one file: each further one would cost it a request.
          output: { codeSplitting: { groups: [{ name: 'window', tags: ['$initial'] }] } },
        },
      },
    },
  },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.ts', 'test/contract/**/*.test.ts'],
          // Far more than any of them takes: a machine that is busy is no fault of the program.
          testTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'faults',
          include: ['test/faults/**/*.test.ts'],
          testTimeout: 600_000,
          fileParallelism: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          testTimeout: 600_000,
          // A machine that is busy is no failure.
          hookTimeout: 120_000,
          expect: { poll: { timeout: 20_000 } },
          fileParallelism: false,
        },
      },
    ],
  },
}))
