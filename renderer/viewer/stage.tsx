import { Clapperboard, FileQuestion, Film, FolderOpen, ImageOff, RotateCw, X } from 'lucide-react'
import { aspectOf } from '../../shared/domain/board.ts'
import type { Shot, Take } from '../../shared/domain/document.ts'
import { assertNever } from '../../shared/errors.ts'
import { ActionIconButton } from '../design/kit/action-button.tsx'
import { Button } from '../design/kit/button.tsx'
import { EmptyState } from '../design/kit/empty-state.tsx'
import { ask } from '../state/ask.ts'
import { useApp } from '../state/app.ts'
import { imageUrl } from '../state/media.ts'
import { board, useBoard } from '../state/open-board.ts'
import { strings } from '../strings/en/index.ts'
import { FetchAgain } from '../takes/fetch-again.tsx'
import { ratioOfAspect } from '../timeline/framing.ts'
import { TimingPreview } from '../timeline/timing-preview.tsx'
import { CircleButton } from './circle-button.tsx'
import { ClipScreen } from './clip-screen.tsx'
import { momentMsOf } from './frames.ts'
import { PictureBox } from './picture-box.tsx'
import { Still } from './still.tsx'
import { takesLikelyNext, type Subject } from './subject.ts'
import { useTransport } from './transport-store.ts'
import type { Clips } from './use-clips.ts'
import styles from './viewer.module.css'

const words = strings.viewer

/** What the viewer shows, on its dark ground. */
export const Stage = ({ subject, clips }: { readonly subject: Subject; readonly clips: Clips }) => {
  const boardAspect = useBoard(({ document }) => document.aspect)
  const missing = useBoard(({ missingClips }) => missingClips)
  const expired = useBoard(({ expiredClips }) => expiredClips)
  const document = useBoard((open) => open.document)
  switch (subject.kind) {
    case 'no-shot':
      return subject.emptyBoard ? (
        <EmptyState icon={Clapperboard} title={words.empty.noShots} hint={words.empty.noShotsHint} />
      ) : (
        <EmptyState icon={Film} title={words.empty.noShot} hint={words.empty.noShotHint} />
      )
    case 'nothing':
      return (
        <EmptyState
          icon={Film}
          title={words.empty.nothing(subject.shot.label)}
          hint={words.empty.nothingHint[subject.shot.mode]}
        />
      )
    case 'missing':
      return (
        <EmptyState
          icon={FileQuestion}
          title={words.empty.missing(subject.take.number)}
          hint={words.empty.missingHint(subject.take.file, wayBack(subject.take, expired))}
          action={
            <span className={styles['actions']}>
              <FetchAgain take={subject.take} />
              <ShowFolder />
            </span>
          }
        />
      )
    case 'image': {
      const { name, width, height } = subject.asset
      return (
        <PictureBox ratio={width / height} label={words.imageLabel(name, width, height)} aspect={null}>
          <Still src={imageUrl(subject.asset)} name={name} />
        </PictureBox>
      )
    }
    case 'preview': {
      const aspect = aspectOf(document, subject.shot)
      return (
        <PictureBox
          ratio={ratioOfAspect(aspect)}
          label={words.rehearsalLabel(subject.shot.label)}
          aspect={aspect}
        >
          <Rehearsal shot={subject.shot} />
        </PictureBox>
      )
    }
    case 'take': {
      const { take, shot } = subject
      const failed = clips.failed.has(take.id)
      if (failed) return <Unplayable take={take} onAgain={() => clips.again(take)} />
      // The label and the shape are those of what is in sight, which may be the clip before for a moment.
      const inSight = clips.inSight.get('only') ?? take
      return (
        <PictureBox
          ratio={inSight.width / inSight.height}
          label={labelOf(inSight, document.shots[inSight.shotId] ?? null)}
          aspect={shot ? aspectOf(document, shot) : boardAspect}
        >
          <ClipScreen
            take={take}
            likelyNext={takesLikelyNext(document, take, missing)}
            attemptOf={clips.attemptOf}
            startFrame={clips.startFrame}
            onShow={(shown, video) => clips.onShow('only', shown, video)}
            onFailure={clips.onFailure}
          />
        </PictureBox>
      )
    }
    case 'compare':
      return (
        <>
          {subject.takes.map((take, at) => (
            <Compared
              key={at === 0 ? 'left' : 'right'}
              place={at === 0 ? 'left' : 'right'}
              {...{ take, clips }}
              shot={subject.shot}
              isGone={missing.has(take.file)}
            />
          ))}
          <ActionIconButton action="play.endCompare" icon={X} className={styles['endCompare']} />
        </>
      )
    default:
      return assertNever(subject)
  }
}

/** Stills in their timing; only they are drawn anew with every frame. */
const Rehearsal = ({ shot }: { readonly shot: Shot }) => {
  const frame = useTransport((transport) => transport.frame)
  return <TimingPreview shot={shot} atMs={momentMsOf(frame)} />
}

const wayBack = ({ engine, file }: Take, expired: ReadonlySet<string>) =>
  engine === 'rehearsal' ? 'rehearse' : expired.has(file) ? 'render' : 'fetch'

const Compared = ({
  place,
  take,
  shot,
  clips,
  isGone,
}: {
  readonly place: 'left' | 'right'
  readonly take: Take
  readonly shot: Shot | null
  readonly clips: Clips
  readonly isGone: boolean
}) => {
  const expired = useBoard(({ expiredClips }) => expiredClips)
  const aspect = useBoard(({ document }) => (shot ? aspectOf(document, shot) : document.aspect))
  const label = useBoard(({ document }) => labelOf(take, document.shots[take.shotId] ?? null))
  if (isGone || clips.failed.has(take.id))
    return (
      <div className={styles['half']}>
        <EmptyState
          icon={FileQuestion}
          title={isGone ? words.empty.missing(take.number) : words.empty.unplayable(take.number)}
          hint={
            isGone
              ? words.empty.missingHint(take.file, wayBack(take, expired))
              : words.empty.unplayableHint(take.file)
          }
          action={isGone ? <FetchAgain take={take} /> : undefined}
        />
      </div>
    )
  return (
    <PictureBox
      ratio={take.width / take.height}
      label={label}
      aspect={aspect}
      mark={shot && <CircleButton take={take} shot={shot} />}
    >
      <ClipScreen
        take={take}
        likelyNext={none}
        attemptOf={clips.attemptOf}
        startFrame={clips.startFrame}
        onShow={(shown, video) => clips.onShow(place, shown, video)}
        onFailure={clips.onFailure}
      />
    </PictureBox>
  )
}

const none: readonly Take[] = []

const labelOf = (take: Take, shot: Shot | null): string => {
  const name = board().document.takeMarks[take.id]?.name ?? ''
  return shot ? words.label(shot.label, take.number, name) : words.looseTake(take.number, name)
}

const Unplayable = ({ take, onAgain }: { readonly take: Take; readonly onAgain: () => void }) => (
  <EmptyState
    icon={ImageOff}
    title={words.empty.unplayable(take.number)}
    hint={words.empty.unplayableHint(take.file)}
    action={
      <span className={styles['actions']}>
        <Button icon={RotateCw} onClick={onAgain}>
          {words.empty.again}
        </Button>
        <ShowFolder />
      </span>
    }
  />
)

const ShowFolder = () => {
  const canReveal = useApp(({ abilities }) => abilities.reveal)
  if (!canReveal) return null
  const { projectId } = board()
  return (
    <Button
      icon={FolderOpen}
      onClick={() => void ask('project.reveal', { projectId, what: { kind: 'folder' } })}
    >
      {words.empty.showFolder}
    </Button>
  )
}
