/** What the fake core says of itself to whoever looks for a fault. */
export const fakeDiagnostics = [
  'Boardwright 0.1.0 (browser) on linux 6.12.0, Node 24.21.0',
  'Engine fal; prices of 2026-11-01',
  'Key: profile production, in use from keychain, keychain present',
  'Ledger: open',
  'Latest jobs: created 0, uploading 0, submitting 0, uncertain 1, queued 1, running 1, downloading 0, succeeded 12, failed 1, cancelled 1, expired 0; under way here 3',
  '  job_4f1c failed fal-ai/pika/v2.2/pikaframes fal/refused request 5b0e7c1e',
  'Open project: version 2, 6 shots, 13 images, 12 takes, writable, saved, 0 repairs',
  'Settings: {"appearance":"dark","gate":false,"budget":{"dayMicroUsd":null,"projectMicroUsd":null,"askAboveMicroUsd":1000000}}',
  '2 recent projects, 0 shortcuts of the user’s own, 1 presets of the user’s own',
  'The latest of the log, 100 lines at most:',
  ...Array.from(
    { length: 24 },
    (_, at) =>
      `{"at":"2026-11-24T13:${String(30 + at)}:07.412Z","level":"info","event":"job.state","job":"job_4f1c","state":"${at % 2 ? 'running' : 'queued'}"}`,
  ),
].join('\n')
