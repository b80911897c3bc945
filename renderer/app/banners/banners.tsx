import { useState } from 'react'
import { useApp } from '../../state/app.ts'
import { useConnected } from '../../state/connection.ts'
import { boardStore } from '../../state/open-board.ts'
import { shallow, useSelected } from '../../state/select.ts'
import { strings } from '../../strings/en/index.ts'
import { Banner } from './banner.tsx'
import { ProjectBanners } from './project-banners.tsx'

const words = strings.app.banners

/** Everything that is in the way of working as usual, from the whole program to the open project. */
export const Banners = () => {
  const projectId = useSelected(boardStore, (board) => board?.projectId ?? null)
  const connected = useConnected()
  return (
    <div role="region" aria-label={words.label}>
      {!connected && <Banner tone="bad">{words.connectionLost}</Banner>}
      <StartNotices />
      {projectId !== null && <ProjectBanners key={projectId} />}
    </div>
  )
}

/** What the program has to say of its own start. */
const StartNotices = () => {
  const notices = useApp((app) => app.notices, shallow)
  const [dismissed, setDismissed] = useState<readonly string[]>([])
  return notices
    .filter((notice) => !dismissed.includes(notice))
    .map((notice) => (
      <Banner key={notice} tone="warn" onDismiss={() => setDismissed([...dismissed, notice])}>
        {notice}
      </Banner>
    ))
}
