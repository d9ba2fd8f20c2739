import { createHash } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { busyHtml, busyPolicy } from '../../../src/platform/gate/busyPage.ts';

test('the page that refuses is shown with its own style, and fetches nothing', () => {
  const [, style = ''] = /<style>([^]*)<\/style>/.exec(busyHtml) ?? [];
  const hash = createHash('sha256').update(style).digest('base64');
  expect(style).toContain('prefers-color-scheme');
  expect(busyPolicy).toBe(`default-src 'none';style-src 'sha256-${hash}'`);
  expect(busyHtml).not.toMatch(/https?:|url\(|src=|href=/);
});
