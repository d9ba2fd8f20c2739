import { describe, expect, it } from '@jest/globals';
import { fullCost, hashPassword, isPassword, passwordError } from '../../../src/access/accounts/password.ts';

describe('a password', () => {
  it.each([
    ['ngắn quá', 'tooShort'],
    ['x'.repeat(201), 'tooLong'],
    ['123456789012', 'common'],
    ['Password1234!', 'common'],
    ['P@ssw0rd2026', 'common'],
    ['Matkhau@123456', 'common'],
    ['Mật khẩu 123456', 'common'],
    ['qwertyuiop12', 'common'],
    ['aaaaaaaaaaaaaa', 'common'],
    ['vietnam-vietnam', 'common'],
    ['congan@123456', 'common'],
    ['ubnddongthap2026', 'common'],
    ['Quản trị viên 2026', 'common'],
    ['Nguyễn Văn An 1990', 'common'],
    ['1qaz2wsx3edc', 'common'],
    ['20/10/1990 Hà Nội', 'common'],
    ['mật khẩu mật khẩu mật khẩu', 'common'],
    ['le.thi.hoa và một chuyện khác', 'containsName'],
  ])('is refused: %s', async (password, error) => {
    expect(await passwordError(password, 'le.thi.hoa')).toBe(error);
  });

  it.each([
    'gạch ngói vườn xoài 77',
    'correct horse battery staple',
    'xK9#mQ2$vL7pTz',
    'sunshine dragon cookie london',
    'con mèo trèo cây cau',
    'dhzkw-8fqtn-x2vpm',
  ])('is taken: %s', async (password) => {
    expect(await passwordError(password, 'le.thi.hoa')).toBeUndefined();
  });

  it('is hashed with argon2id at the full cost, salted, and checked', async () => {
    const [one, other] = [
      await hashPassword('bưởi năm roi', fullCost),
      await hashPassword('bưởi năm roi', fullCost),
    ];
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(one).not.toBe(other);
    expect(await isPassword('bưởi năm roi', one)).toBe(true);
    expect(await isPassword('bưởi năm roj', one)).toBe(false);
  });
});
