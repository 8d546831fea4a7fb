'use strict'
// electron.Menu: a tree one can look at and click. Accelerators do nothing.
const { app } = require('./app.cjs')
const { BrowserWindow } = require('./browser-window.cjs')

class MenuItem {
  constructor(options) {
    const { label, role, id, type, submenu, accelerator, click } = options
    this.label = label ?? role ?? ''
    this.role = role
    this.id = id
    this.type = type ?? (submenu ? 'submenu' : 'normal')
    this.accelerator = accelerator
    this.enabled = options.enabled !== false
    this.visible = options.visible !== false
    this.checked = Boolean(options.checked)
    if (submenu) this.submenu = submenu instanceof Menu ? submenu : Menu.buildFromTemplate(submenu)
    this.click = (event = {}, window = BrowserWindow.getFocusedWindow()) => {
      if (this.type === 'checkbox') this.checked = !this.checked
      if (this.type === 'radio') this.checked = true
      if (role === 'quit') return app.quit()
      if (role === 'close') return window?.close()
      if (role === 'reload') return window?.webContents.reload()
      if (role) throw new Error(`stand-in: the menu role '${role}' is not implemented`)
      click?.(this, window ?? undefined, event)
    }
  }
}

class Menu {
  static #applicationMenu = null
  items = []

  static buildFromTemplate(template) {
    const menu = new Menu()
    for (const item of template) menu.append(item instanceof MenuItem ? item : new MenuItem(item))
    return menu
  }
  static setApplicationMenu(menu) {
    Menu.#applicationMenu = menu
  }
  static getApplicationMenu() {
    return Menu.#applicationMenu
  }
  append(item) {
    this.items.push(item)
  }
  getMenuItemById(id) {
    for (const item of this.items) {
      const found = item.id === id ? item : item.submenu?.getMenuItemById(id)
      if (found) return found
    }
    return null
  }
}

module.exports = { Menu, MenuItem }
