import { spawn } from 'node:child_process'

/** Opens an address in the person's browser, as far as there is one; nobody is told when there is not. */
export function openBrowser(address: string): void {
  const [command, ...args] =
    process.platform === 'darwin'
      ? ['open', address]
      : process.platform === 'win32'
        ? ['cmd', '/c', 'start', '', address.replaceAll('&', '^&')]
        : ['xdg-open', address]
  const child = spawn(command!, args, { detached: true, stdio: 'ignore' })
  child.on('error', () => undefined)
  child.unref()
}
