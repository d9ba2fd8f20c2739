import { describe, expect, it } from '@jest/globals';
import { totpCode, totpStep } from '../../support/totp.ts';
import { useApp } from '../../support/app.ts';
import { addAccount, aGrant, colleague, goodPassword, signedIn, withPassword } from '../../support/staff.ts';

describe('where administrators have to have a second factor', () => {
  const testApp = useApp({ adminSecondFactor: 'required' });

  it('one who has none can do nothing but set it, and sign out', async () => {
    const account = await addAccount(testApp(), [aGrant('administrator')], await withPassword());
    const administrator = await signedIn(testApp(), account);
    for (const path of ['/staff', '/staff/accounts', '/staff/account', '/staff/audit']) {
      expect((await administrator.get(path)).headers['location']).toBe('/staff/account/second-factor');
    }
    const id = administrator.account.id;
    const refused = await administrator.post(`/staff/accounts/${id}/link`);
    expect(refused.headers['location']).toBe('/staff/account/second-factor');
    expect((await testApp().stores.accounts.find(id))?.link).toBeUndefined();

    const page = await administrator.get('/staff/account/second-factor');
    expect(page.text).toContain('phải bật xác thực hai bước');
    const secret = (await testApp().stores.accounts.find(id))?.offeredSecret ?? Buffer.alloc(0);
    const code = totpCode(secret, totpStep(testApp().clock.now));
    expect(
      (await administrator.post('/staff/account/second-factor', { code, password: goodPassword })).status,
    ).toBe(200);
    expect((await administrator.get('/staff/accounts')).status).toBe(200);
  });

  it('two pages that are opened at once offer the same secret', async () => {
    const administrator = await colleague(testApp(), 'administrator');
    const open = async () =>
      /<code[^>]*>([^<]+)</.exec((await administrator.get('/staff/account/second-factor')).text)?.[1];
    const [one, other] = await Promise.all([open(), open()]);
    expect(one).toMatch(/^[A-Z2-7-]{20,}$/);
    expect(other).toBe(one);
  });

  it('other roles go on as they are', async () => {
    expect((await (await colleague(testApp(), 'auditor')).get('/staff')).status).toBe(200);
  });
});
