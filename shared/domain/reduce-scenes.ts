import { assertNever } from '../errors.ts'
import type { Command } from './commands.ts'
import { outOfRange, setFields, unknown, withScene, type DraftDocument } from './drafting.ts'
import type { Refusal } from './refusals.ts'

/** Commands on the project's own fields and its scenes. */
export type SceneCommand = Extract<Command, { type: 'project.edit' | 'template.edit' | `scene.${string}` }>

/** Carries out a command on the project or its scenes. */
export const changeScenes = (draft: DraftDocument, command: SceneCommand): Refusal | undefined => {
  const { sceneIds } = draft
  switch (command.type) {
    case 'project.edit':
      setFields(draft, { title: command.title, aspect: command.aspect })
      return undefined
    case 'template.edit': {
      const { style, camera, quality, safety } = command
      setFields(draft.template, { style, camera, quality, safety })
      return undefined
    }
    case 'scene.add':
      if (draft.scenes[command.scene.id]) return { reason: 'exists', what: 'scene' }
      if (command.scene.shotIds.length > 0) return unknown('shot')
      if (command.index > sceneIds.length) return outOfRange
      draft.scenes[command.scene.id] = command.scene
      sceneIds.splice(command.index, 0, command.scene.id)
      return undefined
    case 'scene.edit':
      return withScene(draft, command.sceneId, (scene) => {
        scene.title = command.title
      })
    case 'scene.move':
      return withScene(draft, command.sceneId, () => {
        if (command.index >= sceneIds.length) return outOfRange
        sceneIds.splice(sceneIds.indexOf(command.sceneId), 1)
        sceneIds.splice(command.index, 0, command.sceneId)
        return undefined
      })
    case 'scene.remove':
      return withScene(draft, command.sceneId, (scene) => {
        if (scene.shotIds.length > 0) return { reason: 'scene-not-empty' }
        sceneIds.splice(sceneIds.indexOf(command.sceneId), 1)
        delete draft.scenes[command.sceneId]
        return undefined
      })
    case 'scene.split':
      return withScene(draft, command.sceneId, (scene) => {
        if (draft.scenes[command.newSceneId]) return { reason: 'exists', what: 'scene' }
        if (command.at > scene.shotIds.length) return outOfRange
        const shotIds = scene.shotIds.splice(command.at)
        draft.scenes[command.newSceneId] = { id: command.newSceneId, title: command.title, shotIds }
        sceneIds.splice(sceneIds.indexOf(command.sceneId) + 1, 0, command.newSceneId)
        return undefined
      })
    case 'scene.merge':
      return withScene(draft, command.sceneId, (scene) => {
        const at = sceneIds.indexOf(command.sceneId)
        const before = sceneIds[at - 1]
        if (before === undefined) return { reason: 'no-scene-before' }
        draft.scenes[before]?.shotIds.push(...scene.shotIds)
        sceneIds.splice(at, 1)
        delete draft.scenes[command.sceneId]
        return undefined
      })
    default:
      return assertNever(command)
  }
}
