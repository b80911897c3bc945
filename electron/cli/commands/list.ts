import { chosenTake, plannedSeconds, shotsInOrder, takesByShot } from '../../../shared/domain/board.ts'
import { describeReason, reasonsAgainst } from '../../../shared/domain/plan.ts'
import { formatSeconds } from '../../../shared/domain/timecode.ts'
import { withProject, type Context } from '../context.ts'
import { columns } from '../output.ts'

/** `boardwright list`: the shots of a board. */
export const listShots = (context: Context, folder: string): Promise<void> =>
  withProject(context, context.core.openProject(folder), async (project) => {
    const { output } = context
    const { document } = project
    const shots = shotsInOrder(document)
    const takes = takesByShot(document)
    let seconds = 0
    const rows = shots.map((shot) => {
      const reasons = reasonsAgainst(document, shot).map(describeReason)
      const taken = takes.get(shot.id) ?? []
      const chosen = chosenTake(document, shot, taken)
      seconds += plannedSeconds(shot)
      output.event('shot', {
        shot: shot.label,
        title: shot.title,
        mode: shot.mode,
        status: shot.status,
        seconds: plannedSeconds(shot),
        takes: taken.map(({ number, file, engine }) => ({ number, file, engine })),
        clip: chosen?.file ?? null,
        ready: reasons.length === 0,
        reasons,
      })
      const state =
        reasons[0] ?? (chosen ? `take ${chosen.number}, ${chosen.engine}: ${chosen.file}` : 'ready to render')
      return [shot.label, shot.title || 'untitled', shot.mode, formatSeconds(plannedSeconds(shot)), state]
    })
    output.line(
      `${document.title} · ${document.aspect} · ${shots.length} ${shots.length === 1 ? 'shot' : 'shots'} · ${formatSeconds(seconds)}`,
    )
    for (const row of columns(rows)) output.line(row)
    if (shots.length === 0) output.note('The board is empty; “boardwright add” adds a shot.')
    output.summary({
      title: document.title,
      shots: shots.length,
      seconds,
      takes: Object.keys(document.takes).length,
    })
  })
