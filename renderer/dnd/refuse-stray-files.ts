/**
 * Files that are dropped where nothing takes them are refused: the browser would open each of them in place of the window,
 * or in a tab of its own. What takes files says so by preventing the default.
 */
export const refuseStrayFiles = (): void => {
  addEventListener('dragover', (event) => {
    if (event.defaultPrevented) return
    event.preventDefault()
    if (event.dataTransfer) event.dataTransfer.dropEffect = 'none'
  })
  addEventListener('drop', (event) => event.preventDefault())
}
