/** An event of Electron's main process, which a listener may prevent the default of. */
export const cancellable = <T extends object>(fields?: T) => {
  const event = {
    ...(fields as T),
    defaultPrevented: false,
    preventDefault: () => void (event.defaultPrevented = true),
  }
  return event
}
