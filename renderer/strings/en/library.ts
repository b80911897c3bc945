import { counted, grouped } from './counting.ts'

const images = (count: number) => counted(count, 'image')
const files = (count: number) => counted(count, 'file')

export const library = {
  title: 'Library',
  group: 'Library',
  count: images,
  shown: (count: number, of: number) => `${grouped(count)} of ${images(of)}`,
  search: 'Search images',
  clearSearch: 'Clear the search',
  list: 'Images',
  filter: { label: 'Show images', all: 'All', used: 'Used', unused: 'Unused' },
  empty: {
    title: 'No images yet',
    hint: 'Drop images or folders here, paste, or choose files. They are copied into the project.',
    action: 'Add images…',
  },
  none: {
    search: (text: string) => `No image is called “${text}”`,
    used: 'No image is used yet',
    usedHint: 'Drag images to the timeline or the board.',
    unused: 'Every image is used',
    clear: 'Show all images',
  },
  used: (times: number) => `${times}×`,
  /** What a screen reader says of an image. */
  name: (name: string, size: string, uses: number) =>
    [name, size, uses === 0 ? 'not used' : uses === 1 ? 'used once' : `used ${uses} times`].join(', '),
  size: (width: number, height: number) => `${width} × ${height}`,
  nameField: (name: string) => `New name of ${name}`,
  look: (count: number, name: string) => (count === 1 ? name : images(count)),
  dropOver: {
    title: 'Drop images anywhere',
    hint: 'On the board they become shots, on the timeline keyframes; anywhere else they go to the library.',
  },
  progress: {
    handingOver: (done: number, of: number) => `Reading ${files(of)}${done > 0 ? `, ${done} done` : ''}`,
    takingIn: (done: number, of: number) => `${grouped(done)} of ${images(of)}`,
    cancelling: 'Stopping…',
    cancel: 'Stop',
    label: 'Images that are taken in',
  },
  refused: {
    title: (count: number) => `${files(count)} could not be used`,
    show: 'Why',
    dismiss: 'Dismiss',
    close: 'Close',
    hint: 'JPEG, PNG, WebP, GIF, AVIF and TIFF images can be used.',
  },
  remove: {
    title: (count: number) => (count === 1 ? 'This image is in use' : 'Some of these images are in use'),
    usedIn: (name: string, labels: readonly string[]) =>
      `${name} is in ${labels.length === 1 ? 'shot' : 'shots'} ${labels.join(', ')}.`,
    hint: 'Take it out of those shots, or put another image in its place.',
    replace: 'Replace…',
    removeUnused: (count: number) =>
      `Delete the ${images(count)} that ${count === 1 ? 'is' : 'are'} not used`,
    cancel: 'Keep',
  },
  replace: {
    title: (name: string) => `Replace ${name} everywhere`,
    description: (uses: number) =>
      `Choose the image to use instead, in ${uses === 1 ? 'the one place' : `all ${uses} places`} where it is used. Framing is kept where the shapes are the same.`,
    list: 'Images to replace it by',
    none: 'There is no other image in the library yet. Choose a file.',
    confirm: 'Replace',
    fromFile: 'Choose a file…',
    cancel: 'Cancel',
  },
  steps: {
    rename: (name: string) => `Rename ${name}`,
    remove: (count: number) => `Delete ${images(count)}`,
    replace: (name: string) => `Replace ${name}`,
  },
  said: {
    noFiles: 'There is no file in that.',
    imported: ({
      added,
      known,
      refused,
      notDone,
    }: {
      added: number
      known: number
      refused: number
      notDone: number
    }) =>
      [
        added > 0 ? `${images(added)} added.` : '',
        known > 0
          ? known === 1
            ? 'One is in the library already.'
            : `${known} are in the library already.`
          : '',
        refused > 0 ? `${files(refused)} could not be used.` : '',
        notDone > 0 ? `${files(notDone)} left out.` : '',
      ]
        .filter((part) => part !== '')
        .join(' '),
    removed: (count: number) => `${images(count)} deleted.`,
    replaced: (name: string, by: string) => `${name} replaced by ${by}.`,
    noShot: 'Choose a shot on the board first.',
    noImage: 'There is no image in the clipboard.',
    selected: (count: number) => `${images(count)} selected.`,
  },
  actions: {
    add: 'Add images…',
    addToShot: 'Add to the shot',
    newShots: 'Make shots of them',
    show: 'Show in the viewer',
    rename: 'Rename image',
    reveal: 'Show in folder',
    replace: 'Replace everywhere…',
    remove: 'Delete images',
    selectAll: 'Select all images',
    find: 'Search images',
    menu: 'Images',
    pickUp: 'Place with keys',
  },
} as const
