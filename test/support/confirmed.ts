import type { Page } from 'playwright-core';

/** Presses a button that asks again before it acts (views/platform/layout/confirm.ejs). */
export async function confirmed(page: Page, name: string): Promise<void> {
  await page.locator('summary.button').filter({ hasText: name }).click();
  await page.getByRole('button', { name: `Xác nhận: ${name}`, exact: true }).click();
}
