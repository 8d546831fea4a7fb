import { resolve } from 'node:path'
import { test } from '@playwright/test'
import { bundle } from '../../support/bundle.ts'
import { pageFolder } from '../window.ts'

test('the page is bundled', () => {
  bundle(resolve(import.meta.dirname, 'vite.config.ts'), pageFolder)
})
