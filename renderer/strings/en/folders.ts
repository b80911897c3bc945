export const folders = {
  choose: 'Choose this folder',
  up: 'To the folder above',
  newFolder: 'New folder',
  newName: 'Name of the new folder',
  make: 'Make',
  project: 'project',
  here: 'Folder',
  inside: (name: string) => `Folders in ${name}`,
  empty: 'No folders in here.',
  loading: 'Looking into the folder',
  openProject: 'Open this project',
} as const
