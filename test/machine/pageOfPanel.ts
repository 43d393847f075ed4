import type { FrameLocator, Page } from 'playwright-core';

/** The page inside the panel that is in front; the editor keeps it two frames deep. */
export function pageOfPanel(page: Page): FrameLocator {
  return page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
}
