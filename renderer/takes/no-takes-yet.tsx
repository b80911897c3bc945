import { Clapperboard, Lightbulb } from 'lucide-react'
import { useState } from 'react'
import { readRemembered, remember } from '../app/remembered.ts'
import { Button } from '../design/kit/button.tsx'
import { EmptyState } from '../design/kit/empty-state.tsx'
import { useApp } from '../state/app.ts'
import { useBoard } from '../state/board.ts'
import { hasTakes } from '../state/board-order.ts'
import { strings } from '../strings/en/index.ts'

const words = strings.takes
const name = 'first-hint-seen'

/** What stands where a shot has no takes; to a newcomer it says how to get the first one, in sight of the button. */
export const NoTakesYet = () => {
  const [isSeen, setSeen] = useState(() => readRemembered(name) === true)
  const isFirst = !useBoard(({ document }) => hasTakes(document))
  const isRehearsal = useApp(({ engine }) => engine === 'rehearsal')
  if (isSeen || !isFirst || !isRehearsal)
    return <EmptyState icon={Clapperboard} title={words.empty} hint={words.emptyHint} />
  const dismiss = () => {
    remember(name, true)
    setSeen(true)
  }
  return (
    <EmptyState
      icon={Lightbulb}
      title={words.firstHint.title}
      hint={words.firstHint.text}
      action={
        <Button size="small" onClick={dismiss}>
          {words.firstHint.dismiss}
        </Button>
      }
    />
  )
}
