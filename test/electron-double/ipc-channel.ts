import { ignoreGone } from './chromium.ts'
import type { Session } from './cdp.ts'
import {
  bindingName,
  preloadWorld,
  receiverName,
  type FromRenderer,
  type ToRenderer,
} from './renderer-side.ts'

/** The wire between one page's preload and the main process, through every document that the page loads. */
export const openIpcChannel = (
  session: Session,
  mainFrameId: string,
  receive: (message: FromRenderer) => void,
  greeting: () => ToRenderer,
) => {
  let world: number | undefined

  session.on('Runtime.executionContextCreated', ({ context }) => {
    const frame = (context.auxData as { frameId?: string } | undefined)?.frameId
    if (context.name !== preloadWorld || frame !== mainFrameId) return
    world = context.id
    void deliver(greeting())
  })
  session.on('Runtime.executionContextsCleared', () => (world = undefined))
  session.on('Runtime.executionContextDestroyed', ({ executionContextId }) => {
    if (world === executionContextId) world = undefined
  })
  session.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
    // A world that has gone may still have words on the wire: Electron drops them too.
    if (name === bindingName && executionContextId === world) receive(JSON.parse(payload) as FromRenderer)
  })

  /** To the document of this moment; where there is none with a preload, it is lost, as in Electron. */
  const deliver = async (message: ToRenderer): Promise<void> => {
    if (world === undefined) return
    await session
      .send('Runtime.callFunctionOn', {
        executionContextId: world,
        functionDeclaration: `function (text) { globalThis[Symbol.for('${receiverName}')]?.(text) }`,
        arguments: [{ value: JSON.stringify(message) }],
        silent: true,
      })
      .catch(ignoreGone)
  }
  return { deliver }
}
