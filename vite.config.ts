/// <reference types="vitest/config" />
import { cpSync } from 'node:fs'
import { defineConfig, type Plugin } from 'vite'

/** The data that comes with the program, at the same place beside the built modules as beside the sources. */
const copyAssets = (): Plugin => ({
  name: 'copy-assets',
  apply: 'build',
  closeBundle: () => cpSync('assets', 'dist/assets', { recursive: true }),
})

/**
 * One build: the Node side, module for module, so that a worker's address relative to its module is the same in the
 * source tree and in `dist/`. Dependencies stay outside: they are installed, not bundled.
 */
export default defineConfig({
  plugins: [copyAssets()],
  publicDir: false,
  build: {
    ssr: true,
    target: 'node24',
    outDir: 'dist',
    minify: false,
    rolldownOptions: {
      input: [
        'electron/cli/main.ts',
        'electron/core/rehearsal/worker.ts',
        'electron/core/secrets/keychain-process.ts',
      ],
      output: { preserveModules: true, preserveModulesRoot: '.', entryFileNames: '[name].js' },
    },
  },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.ts', 'test/contract/**/*.test.ts'],
          testTimeout: 30_000,
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
          fileParallelism: false,
        },
      },
    ],
  },
})
