/** Lets the user choose image files; none where the dialog is dismissed. Only within a click or a key press. */
export const chooseFiles = (multiple: boolean): Promise<readonly File[]> => {
  const input = document.createElement('input')
  input.type = 'file'
  input.accept = 'image/*'
  input.multiple = multiple
  const { promise, resolve } = Promise.withResolvers<readonly File[]>()
  input.addEventListener('change', () => resolve([...(input.files ?? [])]))
  input.addEventListener('cancel', () => resolve([]))
  input.click()
  return promise
}
