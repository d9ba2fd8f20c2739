import { expect, it } from '@jest/globals';
import { runSource } from '../../support/process.ts';

it('docs/authority.md says what the tables say', async () => {
  const running = runSource('scripts/printAuthority.ts', { args: ['--check'] });
  await running.ended;
  expect([running.child.exitCode, running.output()]).toEqual([0, '']);
});
