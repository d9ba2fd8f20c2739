/** The account with which an installation begins. */
import { expect, test } from '@jest/globals';
import { sealFirstLink } from '../../../src/access/accounts/links.ts';
import { useApp } from '../../support/app.ts';
import { hiddenFields } from '../../support/citizen.ts';
import { goodPassword, signedIn } from '../../support/staff.ts';
import request from 'supertest';

const testApp = useApp();

test('the first account administers and runs surveys, has every first step before it at once, and reads what the roles of others are for', async () => {
  const { server, stores, clock } = testApp();
  const installation = await stores.installation.open('real');
  const expiresAt = new Date(clock.now.getTime() + 3_600_000);
  const url = `/staff/first/${sealFirstLink(expiresAt, installation.key('first link'))}`;
  const opened = await request(server).get(url).expect(200);
  const person = { name: 'thi.lan', fullName: 'Trần Thị Lan', email: '' };
  await request(server)
    .post(url)
    .set('Cookie', String(opened.headers['set-cookie']).split(';')[0]!)
    .type('form')
    .send({ ...hiddenFields(opened.text), ...person, newPassword: goodPassword, again: goodPassword })
    .expect(303);
  const [account] = await stores.accounts.list();
  expect(account!.grants.map(({ role, unitId }) => [role, unitId])).toEqual([
    ['administrator', undefined],
    ['manager', undefined],
  ]);
  const { text } = await (await signedIn(testApp(), account!)).get('/staff').expect(200);
  const card = text.split('<h2>Bắt đầu</h2>')[1]?.split('</section>')[0] ?? '';
  expect([...card.matchAll(/href="([^"]+)"/g)].map(([, href]) => href)).toEqual([
    '/staff/begin',
    '/staff/surveys/new',
    '/staff/rounds/new',
  ]);
  const form = await (await signedIn(testApp(), account!)).get('/staff/accounts/new').expect(200);
  expect(form.text).toContain('>Cán bộ đơn vị: theo dõi và trả lời phản ánh của đơn vị mình</option>');
});
