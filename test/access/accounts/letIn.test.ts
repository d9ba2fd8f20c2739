import { expect, test } from '@jest/globals';
import request from 'supertest';
import { letIn } from '../../../src/app/commands/letInCommand.ts';
import { auditCollection } from '../../../src/access/audit/store.ts';
import { useApp } from '../../support/app.ts';
import { hiddenFields } from '../../support/citizen.ts';
import { addAccount, aGrant, drain, goodPassword, signedIn, withPassword } from '../../support/staff.ts';

const testApp = useApp();

test('somebody whom no colleague can let in sets a new password by a link that works once, and it is audited', async () => {
  const { app, stores, clock, connection } = testApp();
  const secondFactor = { secret: Buffer.alloc(20), lastStep: 0, recoveryHashes: [] };
  const account = await addAccount(testApp(), [aGrant('administrator')], { ...(await withPassword('cũ'.repeat(9))), secondFactor }); // prettier-ignore
  const before = await signedIn(testApp(), account);
  const path = (await letIn(stores, account.name, clock.now)) ?? '';

  const opened = await request(app).get(path);
  const cookie = String(opened.headers['set-cookie']);
  const { formToken = '' } = hiddenFields(opened.text);
  const set = (newPassword: string) =>
    request(app).post(path).set('Cookie', cookie).type('form').send({ formToken, newPassword, again: newPassword }); // prettier-ignore
  const [first, second] = [await set(goodPassword), await set(`${goodPassword} nữa`)];
  expect([opened.status, first.status, second.status]).toEqual([200, 303, 404]);
  expect((await before.get('/staff')).status).toBe(303); // a stolen session is over

  const signIn = { formToken, goTo: '', name: account.name, password: goodPassword };
  const entered = await request(app).post('/staff/sign-in').set('Cookie', cookie).type('form').send(signIn);
  expect([entered.status, entered.headers['location']]).toEqual([303, '/staff']);

  await drain(testApp());
  const entries = await connection
    .collection(auditCollection.name)
    .find({ kind: 'account.linkMade' })
    .toArray();
  expect(entries).toMatchObject([
    { subject: { label: account.name }, after: { command: 'let-in', secondFactor: 'removed' } },
  ]);
});

test('nobody who is not there, and nobody who was shut out', async () => {
  const { stores, clock } = testApp();
  const { name } = await addAccount(testApp(), [aGrant('administrator')], { closedAt: clock.now });
  expect([await letIn(stores, name, clock.now), await letIn(stores, 'ai-day', clock.now)]).toEqual([
    undefined,
    undefined,
  ]);
});
