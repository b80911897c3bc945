import type { ShotFields, UserCommand } from '../../shared/domain/commands.ts'
import type { PromptParts, Shot } from '../../shared/domain/document.ts'
import type { ClipSeconds, Model } from '../../shared/domain/endpoints.ts'
import type { Result } from '../../shared/errors.ts'
import { edit } from '../state/board.ts'
import { strings } from '../strings/en/index.ts'

/** Edits of what is chosen, one shot or many, each as one step of undo. */

/** Fields that can be set for several shots at once. */
export type SharedFields = Partial<Omit<ShotFields, 'label' | 'promptParts'>> & {
  readonly promptParts?: Partial<PromptParts>
}

const named = (shots: readonly Shot[], step: string): string =>
  shots.length === 1 ? step : strings.inspector.steps.many(step, shots.length)

/** The command that sets fields of the shots. */
export const fieldsCommand = (shots: readonly Shot[], fields: SharedFields): UserCommand => {
  const [only, ...others] = shots
  const set = fields as ShotFields
  return only && others.length === 0
    ? { type: 'shot.edit', shotId: only.id, fields: set }
    : { type: 'shots.edit', shotIds: shots.map(({ id }) => id), fields: set }
}

/** Sets fields of the shots. A run of edits of one field is one step, until `seal` ends it. */
export const editShots = (shots: readonly Shot[], fields: SharedFields, step: string): Result<void> =>
  edit(fieldsCommand(shots, fields), named(shots, step))

/** The commands that set the model of the shots that have a choice of models. */
export const modelCommands = (shots: readonly Shot[], model: Model): UserCommand[] =>
  shots.flatMap(({ id: shotId, mode }): UserCommand[] =>
    mode === 'image'
      ? [{ type: 'image.edit', shotId, model }]
      : mode === 'text'
        ? [{ type: 'text.edit', shotId, model }]
        : [],
  )

/** The commands that set the clip's length of the shots whose length is not that of their gaps. */
export const secondsCommands = (shots: readonly Shot[], seconds: ClipSeconds): UserCommand[] =>
  shots.flatMap(({ id: shotId, mode }): UserCommand[] => {
    switch (mode) {
      case 'elements':
        return [{ type: 'elements.edit', shotId, seconds }]
      case 'image':
        return [{ type: 'image.edit', shotId, seconds }]
      case 'text':
        return [{ type: 'text.edit', shotId, seconds }]
      case 'frames':
        return []
    }
  })

/** Carries out commands on the shots as one step. */
export const editAll = (shots: readonly Shot[], commands: readonly UserCommand[], step: string): void => {
  if (commands.length > 0) edit(commands, named(shots, step))
}
