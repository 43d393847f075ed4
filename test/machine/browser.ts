import { chromium, type Browser } from 'playwright-core';
import { findBrowser } from './requirements';

/** Start the machine's Chromium without a window. The sandbox is off since tests may run as root. */
export function openBrowser(): Promise<Browser> {
  const executablePath = findBrowser();
  if (executablePath === undefined) throw new Error('No Chromium was found; install one, or name it in CHROMIUM.');
  const quiet = ['--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
  return chromium.launch({
    executablePath,
    headless: true,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-dev-shm-usage', ...quiet],
  });
}
