import { onTestFinished } from 'vitest'
import { createAddressPolicy, type AddressPolicy } from '../../../../../electron/core/fal/addresses.ts'
import {
  createHttpCaller,
  type HttpCall,
  type HttpCaller,
} from '../../../../../electron/core/fal/http-call.ts'
import type { FalTiming } from '../../../../../electron/core/fal/fetch-once.ts'
import { createFalService, type FalService } from '../../../../../electron/core/fal/service.ts'
import type { StandIn } from '../../../../stand-in/server.ts'

/** Patience for tests: long enough for a busy machine, short where silence is the point. */
export const patience: FalTiming = { connectMs: 30_000, submitMs: 30_000, readMs: 30_000, uploadMs: 30_000 }

export interface ServiceSetting {
  readonly service: FalService
  readonly addresses: AddressPolicy
  /** Every call that went out, in order. */
  readonly calls: readonly HttpCall[]
}

/** The service as the program has it, behind a studio proxy (a stand-in's), or without one. */
export const serviceFor = (
  proxy: Pick<StandIn, 'proxyUrl' | 'key'> | null,
  timing: Partial<FalTiming> = {},
  caller: HttpCaller = createHttpCaller(),
): ServiceSetting => {
  onTestFinished(() => caller.close())
  const calls: HttpCall[] = []
  const addresses = createAddressPolicy(proxy?.proxyUrl ?? null)
  const service = createFalService({
    caller: {
      ...caller,
      call: (request) => {
        calls.push(request)
        return caller.call(request)
      },
    },
    addresses,
    key: () => proxy?.key ?? 'a key',
    timing: { ...patience, ...timing },
  })
  return { service, addresses, calls }
}
