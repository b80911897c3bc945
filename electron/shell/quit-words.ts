/** What the question says before the program ends while jobs run. */
export const quitWords = (jobs: number): { readonly message: string; readonly detail: string } => ({
  message: jobs === 1 ? 'A job is still running' : `${jobs} jobs are still running`,
  detail:
    'Quitting loses nothing, and nothing is paid twice: jobs at fal.ai go on there, and their clips are fetched at the next start. Rehearsals begin anew then.',
})
