import { createStore } from 'zustand/vanilla'
import { recordOf, type Quality, type Shot } from '../../shared/domain/document.ts'
import type { AssetId, ProjectId, ShotId, TakeId } from '../../shared/domain/ids.ts'
import { shotOrder } from './board-order.ts'
import { boardStore, board } from './open-board.ts'
import { useSelected, type Equal } from './select.ts'

export type SettingsPage = 'general' | 'key' | 'rendering' | 'limits' | 'spending' | 'shortcuts' | 'template'

/** What stands over the window, one at a time. */
export type OpenDialog =
  | { readonly kind: 'settings'; readonly page?: SettingsPage }
  | { readonly kind: 'palette' }
  | { readonly kind: 'shortcuts' }
  | { readonly kind: 'diagnostics' }
  /** `images` were dropped, in a folder of this name, and the project is to be made of them. */
  | { readonly kind: 'new-project'; readonly images?: readonly File[]; readonly title?: string | null }
  | { readonly kind: 'open-folder' }
  | {
      readonly kind: 'crop'
      readonly shotId: ShotId
      readonly slot: { readonly kind: 'keyframe'; readonly index: number } | { readonly kind: 'picture' }
    }
  | { readonly kind: 'spending' }
  | { readonly kind: 'render'; readonly shotIds: readonly ShotId[]; readonly quality: Quality }

/** What the viewer shows. `auto`: the circled or latest take, else a preview of the ingredients. */
export type ViewerSubject =
  | { readonly kind: 'take'; readonly takeId: TakeId }
  | { readonly kind: 'image'; readonly assetId: AssetId }
  | { readonly kind: 'preview' }
  | { readonly kind: 'auto' }

/** State of this window alone; nothing of it is saved. */
export interface Session {
  readonly screen: 'projects' | 'editor'
  /** In the order of the board. */
  readonly selectedShotIds: readonly ShotId[]
  /** The lead of the selection: what timeline, inspector and viewer show. */
  readonly currentShotId: ShotId | null
  readonly selectedAssetIds: readonly AssetId[]
  /** What is selected inside the shot's timeline. */
  readonly slot: { readonly kind: 'keyframe' | 'gap' | 'element'; readonly index: number } | null
  readonly viewer: ViewerSubject
  readonly compareTakeIds: readonly [TakeId, TakeId] | null
  readonly drawer: 'jobs' | null
  readonly dialog: OpenDialog | null
  /** Shots that were copied, and the project that they are of. */
  readonly clipboard: {
    readonly projectId: ProjectId
    readonly folder: string
    readonly shotIds: readonly ShotId[]
  } | null
}

export const freshSession: Session = {
  screen: 'projects',
  selectedShotIds: [],
  currentShotId: null,
  selectedAssetIds: [],
  slot: null,
  viewer: { kind: 'auto' },
  compareTakeIds: null,
  drawer: null,
  dialog: null,
  clipboard: null,
}

export const sessionStore = createStore<Session>(() => freshSession)

/** What `select` makes of the window's own state. */
export const useSession = <T>(select: (session: Session) => T, equal?: Equal<T>): T =>
  useSelected(sessionStore, select, equal)

/** The window's own state now. */
export const session = (): Session => sessionStore.getState()

/** Changes some of the window's own state. */
export const setSession = (patch: Partial<Session>): void => sessionStore.setState(patch)

/** Selects shots and shows `lead` (the first where it is left out). What was selected inside a shot is let go. */
export const selectShots = (ids: readonly ShotId[], lead?: ShotId): void => {
  const chosen = new Set(ids)
  const selectedShotIds =
    chosen.size < 2 ? [...chosen] : shotOrder(board().document).filter((id) => chosen.has(id))
  const currentShotId = lead ?? selectedShotIds[0] ?? null
  const same = currentShotId === session().currentShotId
  setSession({
    selectedShotIds,
    currentShotId,
    ...(!same && { slot: null, viewer: { kind: 'auto' }, compareTakeIds: null }),
  })
}

/** The shot that is shown, now; null where none is chosen. */
export const currentShot = (): Shot | null => {
  const id = session().currentShotId
  const open = boardStore.getState()
  return (id !== null && open && recordOf(open.document.shots, id)) || null
}
