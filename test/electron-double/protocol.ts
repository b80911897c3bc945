import { runtime } from './runtime.ts'
import { schemeAddresses } from './scheme-urls.ts'

export type SchemeHandler = (request: Request) => Response | Promise<Response>

const privileged = new Map<string, object>()
const handlers = new Map<string, SchemeHandler>()

export const { toChromium, toApp, isTheApps, policyToChromium } = schemeAddresses((scheme) =>
  privileged.has(scheme),
)

export const handlerOf = (scheme: string): SchemeHandler | undefined => handlers.get(scheme)
export const schemeNames = (): string[] => [...privileged.keys()]

export const protocol = {
  registerSchemesAsPrivileged(schemes: { scheme: string; privileges?: { standard?: boolean } }[]) {
    if (runtime.isReady)
      throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready')
    privileged.clear()
    for (const { scheme, privileges = {} } of schemes) {
      if (!privileges.standard) throw new Error(`Not doubled: the scheme ${scheme} is not a standard one.`)
      privileged.set(scheme, privileges)
    }
  },
  handle(scheme: string, handler: SchemeHandler) {
    runtime.needReady('protocol.handle cannot be called before the app is ready')
    if (!privileged.has(scheme)) throw new Error(`Not doubled: the scheme ${scheme} is not privileged.`)
    if (handlers.has(scheme)) throw new Error(`Failed to register protocol: ${scheme}`)
    handlers.set(scheme, handler)
  },
  unhandle(scheme: string) {
    if (!handlers.delete(scheme)) throw new Error(`Failed to unhandle protocol: ${scheme}`)
  },
  isProtocolHandled: (scheme: string) => handlers.has(scheme),
}
