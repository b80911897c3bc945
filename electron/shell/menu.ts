import { Menu } from 'electron'
import { menuTemplate, type MenuDoes, type MenuOf } from './menu-template.ts'

/** Puts the native menu up, or another in its place. */
export const showMenu = (does: MenuDoes, of: MenuOf): void =>
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(does, of)))
