import { createStore } from 'zustand/vanilla'
import type { EngineId } from '../../shared/domain/document.ts'
import type { IntentId, ShotId } from '../../shared/domain/ids.ts'
import type { Failure } from '../../shared/errors.ts'
import { useSelected, type Equal } from '../state/select.ts'

/** One click's order of one take: the same for as long as it is not answered, however often it is pressed. */
export interface HeldOrder {
  readonly shotId: ShotId
  readonly intentId: IntentId
  readonly another: boolean
}

/** How the dialog begins, beside what it is about. */
export interface DialogOptions {
  /** Null: what renders where nothing else is said. */
  readonly engine: EngineId | null
  readonly another: boolean
  /** Why what was asked for was refused; null where it has not been asked for yet. */
  readonly failure: Failure | null
  /** What it costs by the core's word, where that is more than was agreed to. */
  readonly quoted: { readonly microUsd: number; readonly unknown: number } | null
  /** How many shots are not in it because they are being rendered already. */
  readonly underWay: number
}

export const plainOptions: DialogOptions = {
  engine: null,
  another: false,
  failure: null,
  quoted: null,
  underWay: 0,
}

interface RenderState {
  /** Orders that were sent and not answered, by what they ask for. */
  readonly held: ReadonlyMap<string, readonly HeldOrder[]>
  /** Those of them whose answer is still awaited. */
  readonly awaited: ReadonlySet<string>
  readonly options: DialogOptions
  /** What was agreed to before although it is dear or an estimate: it is not asked again in this window. */
  readonly heard: ReadonlySet<string>
}

/** What the window knows of renders that it has asked for. */
export const renderStore = createStore<RenderState>(() => ({
  held: new Map(),
  awaited: new Set(),
  options: plainOptions,
  heard: new Set(),
}))

export const useRender = <T>(select: (state: RenderState) => T, equal?: Equal<T>): T =>
  useSelected(renderStore, select, equal)
